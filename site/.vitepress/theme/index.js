// The fonts of the system: a page loads nothing but its own files
export { default } from 'vitepress/theme-without-fonts'
import './wide.css'
