import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { repositoryPages } from './markdown.js'
import { anchor, copyFiles, inSite, REPOSITORY, root, summary } from './repository.js'
import { sidebar } from './sidebar.js'

/** A gate. In the page itself: it is not a file of docs/. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="#5672cd" stroke-width="2">'
  + '<path d="M2 15V5a6 6 0 0 1 12 0v10M6 15V6M10 15V6"/></svg>'
)}`

const QUICK_START = { text: 'Quick start', link: '/quick-start' }

export default defineConfig({
  title: 'Microgate JWT',
  lang: 'en',
  head: [['link', { rel: 'icon', href: ICON }]],
  srcDir: root,
  srcExclude: ['!(docs)/**/*.md', '!(README).md'],
  outDir: fileURLToPath(new URL('../target/site', import.meta.url)),
  cacheDir: fileURLToPath(new URL('../target/cache', import.meta.url)),
  // A site may be served from any path, its pages by any server
  base: process.env.SITE_BASE ?? '/',
  cleanUrls: false,
  // Links to an application that the reader has started
  ignoreDeadLinks: 'localhostLinks',
  rewrites: (page) => page === 'README.md' ? 'quick-start.md' : inSite(page),
  markdown: {
    linkify: false,
    anchor: { slugify: anchor },
    config: (md) => md.use(repositoryPages)
  },
  vite: { plugins: [modulesOfThisFolder()], server: { watch: { ignored: ['**/target/**'] } } },
  transformPageData(page) {
    page.description = summary(page.filePath)
    if (page.relativePath.startsWith('reference/')) {
      page.frontmatter.pageClass = 'wide'
    }
  },
  buildEnd: (site) => copyFiles(site.outDir),
  themeConfig: {
    sidebar: [QUICK_START, ...sidebar()],
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [QUICK_START, { text: 'Source', link: REPOSITORY }]
  }
})

/** The pages are not in this folder, where their modules are. */
function modulesOfThisFolder() {
  const here = fileURLToPath(import.meta.url)
  return {
    name: 'modules-of-this-folder',
    enforce: 'pre',
    resolveId(source, importer, options) {
      const used = /^vue(\/|$)/.test(source) && importer?.split('?')[0].endsWith('.md')
      return used ? this.resolve(source, here, { ...options, skipSelf: true }) : null
    }
  }
}
