// Puts the scripts and pictures into static/build. The design system's components come as self-contained modules;
// each is wrapped by itself and placed before our own code, so that the browser loads one file.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = dirname(fileURLToPath(import.meta.url))
const root = join(source, '..', '..')
const build = join(root, 'static', 'build')
const components = {
  Button: 'button',
  CharacterCount: 'character-count',
  Checkboxes: 'checkboxes',
  ErrorSummary: 'error-summary',
  NotificationBanner: 'notification-banner',
  PasswordInput: 'password-input',
  Radios: 'radios',
  SkipLink: 'skip-link',
}

function component([name, folder]) {
  const file = join(root, `node_modules/govuk-frontend/dist/govuk/components/${folder}/${folder}.bundle.mjs`)
  const code = readFileSync(file, 'utf8').replace(/^\/\/# sourceMappingURL.*$/m, '')
  const exported = `export { ${name} };`
  if (!code.includes(exported)) throw new Error(`${folder} no longer ends with "${exported}"`)
  const bare = code.replace(exported, `return ${name};`).replace(/^\s*\/\*\*[\s\S]*?\*\/\s*$/gm, '').replace(/\n\s*\n/g, '\n')
  return `const ${name} = (() => {\n${bare}})();\n`
}

mkdirSync(join(build, 'js'), { recursive: true })
const own = readFileSync(join(source, 'js', 'alps.mjs'), 'utf8')
writeFileSync(join(build, 'js', 'alps.js'), Object.entries(components).map(component).join('') + own)
for (const file of ['js-enabled.js', 'answering.js', 'consensus.js']) cpSync(join(source, 'js', file), join(build, 'js', file))
cpSync(join(source, 'img'), join(build, 'img'), { recursive: true })
