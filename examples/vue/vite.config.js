import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [
    vue({
      template: {
        compilerOptions: {
          // Otherwise Vue looks for a component of this name.
          isCustomElement: (tag) => tag === "dsr-signpost",
        },
      },
    }),
  ],
});
