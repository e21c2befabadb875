export function About() {
  return (
    <>
      <h1>About these questions</h1>
      <p>They are answered on your own machine; nobody learns what you choose.</p>
    </>
  );
}
