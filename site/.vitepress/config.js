import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { anchor, REPOSITORY, repositoryLinks } from './links.js'
import { sidebar } from './sidebar.js'

/** A gate. In the page itself: it is not a file of docs/. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="#5672cd" stroke-width="2">'
  + '<path d="M2 15V5a6 6 0 0 1 12 0v10M6 15V6M10 15V6"/></svg>'
)}`

const docs = fileURLToPath(new URL('../../docs', import.meta.url))

export default defineConfig({
  title: 'Microgate JWT',
  description: 'Declarative JWT enforcement for Spring Boot',
  lang: 'en',
  head: [['link', { rel: 'icon', href: ICON }]],
  srcDir: docs,
  outDir: fileURLToPath(new URL('../target/site', import.meta.url)),
  cacheDir: fileURLToPath(new URL('../target/cache', import.meta.url)),
  // A site may be served from any path, its pages by any server
  base: process.env.SITE_BASE ?? '/',
  cleanUrls: false,
  // Links to an application that the reader has started
  ignoreDeadLinks: 'localhostLinks',
  rewrites: {
    'README.md': 'index.md',
    ':section/README.md': ':section/index.md'
  },
  markdown: {
    anchor: { slugify: anchor },
    config: (md) => md.use(repositoryLinks)
  },
  vite: { plugins: [modulesOfThisFolder()] },
  themeConfig: {
    sidebar: sidebar(docs),
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [{ text: 'Source', link: REPOSITORY }]
  }
})

/** The pages are not in this folder, where their modules are. */
function modulesOfThisFolder() {
  const here = fileURLToPath(import.meta.url)
  return {
    name: 'modules-of-this-folder',
    enforce: 'pre',
    resolveId(source, importer, options) {
      const used = /^vue(\/|$)/.test(source) && importer?.startsWith(docs)
      return used ? this.resolve(source, here, { ...options, skipSelf: true }) : null
    }
  }
}
