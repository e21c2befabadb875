import { defineConfig } from "vitepress";

export default defineConfig({
  title: "Your data and us",
  head: [["script", { type: "module", src: "/signpost/0.1.0/embed.js" }]],
  vue: {
    template: {
      compilerOptions: {
        // Otherwise Vue looks for a component of this name.
        isCustomElement: (tag) => tag === "dsr-signpost",
      },
    },
  },
  themeConfig: {
    nav: [
      { text: "Questions", link: "/" },
      { text: "About", link: "/about" },
    ],
    search: { provider: "local" },
  },
});
