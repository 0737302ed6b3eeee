/** What a command line does, as far as its text tells. */
export interface CommandNature {
  /** What it downloads is run at once, or what it runs is encoded. */
  readonly isRemote: boolean
  /** It downloads, or speaks to an address on the network. */
  readonly isDownload: boolean
  /** Code stands in the line itself, and decodes, fetches or evaluates. */
  readonly isInline: boolean
  /** It goes on after the command has ended. */
  readonly isBackground: boolean
  /** It starts the project's server, or a program that stays. */
  readonly isServer: boolean
  /** The program files that it starts with an interpreter. */
  readonly programs: readonly string[]
}

const LINE_MAX = 4000
const FETCHER = String.raw`\b(?:curl|wget|iwr|irm|invoke-webrequest|invoke-restmethod)\b`
const SHELL = String.raw`(?:sudo\s+(?:-\w+\s+)*)?(?:\S*\/)?(?:(?:ba|z|da|k|fi)?sh|cmd(?:\.exe)?|pwsh|powershell(?:\.exe)?|node|bun|deno|python[\d.]*|iex|perl|ruby|php|osascript)\b`

const REMOTE: readonly RegExp[] = [
  new RegExp(String.raw`${FETCHER}[^\n]{0,600}?\|\s*${SHELL}`, 'iu'),
  new RegExp(String.raw`\b(?:ba|z|da|k)?sh\s+(?:-\w+\s+)*["']?(?:<\(|\$\(|${'`'})\s*${FETCHER}`, 'iu'),
  new RegExp(String.raw`\b(?:eval|source|exec)\s+["']?(?:<\(|\$\(|${'`'})\s*${FETCHER}`, 'iu'),
  new RegExp(
    String.raw`${FETCHER}[^\n]{0,400}?(?:\s-o|\s-O|--output|>|-OutFile)[^\n]{0,300}?(?:&&|;|&)\s*(?:chmod|start|open|\.\/|${SHELL})`,
    'iu',
  ),
  /\biex\b[^\n]{0,120}(?:iwr|irm|webclient|webrequest|restmethod|downloadstring)/iu,
  /\b(?:powershell|pwsh)\b[^\n]{0,200}\s-e\w*\s+[A-Za-z0-9+/=]{20}/iu,
  /\bmshta(?:\.exe)?\s+["']?(?:https?:|javascript:|vbscript:)/iu,
  /\bcertutil\b[^\n]{0,80}-(?:urlcache|decode)/iu,
  /\bbase64\s+(?:-d|-D|--decode)\b[^\n]{0,200}\|\s*(?:ba|z|da)?sh\b/iu,
]
const DOWNLOAD = new RegExp(String.raw`${FETCHER}|\bbitsadmin\b|https?:\/\/`, 'iu')
const INLINE = /\b(?:node|bun)\s+(?:-e|-p|-pe|--eval|--print)\b|\bpython[\d.]*\s+-c\b|\bdeno\s+eval\b|\bbase64\b/iu
const INLINE_DEED = /https?\b|fetch\(|eval\(|atob|base64|child_process|Function\(|urlopen|exec\(/iu
const BACKGROUND =
  /\bnohup\b|\bsetsid\b|\bdisown\b|\bstart\s+\/(?:b|min)\b|-WindowStyle\s+hidden|(?<![>&|<])&(?![>&\d])/iu
const SERVER =
  /\b(?:nodemon|pm2|forever|ts-node-dev|next\s+dev|react-scripts\s+start|webpack-dev-server|webpack\s+serve|(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?(?:start|dev|serve|server)\b|node\s+(?:\S*\/)?(?:server|app)(?:\/\S*|\.[cm]?[jt]s)?(?=\s|$))/iu
const PROGRAM =
  /\b(?:node|bun|deno\s+run|python[\d.]*|ts-node|tsx|wscript|cscript|osascript)\s+(?:(?!-(?:[epc]|pe|-eval|-print)\b)--?[\w=-]+\s+)*["']?([\w@./\\][\w@./\\-]*)/giu

/**
 * Reads a command line, without ever running it.
 *
 * @example
 * judgeCommand('curl -s https://a.example/x | bash').isRemote // true
 * judgeCommand('husky').isRemote                               // false
 */
export function judgeCommand(text: string): CommandNature {
  const line = text.slice(0, LINE_MAX)
  return {
    isRemote: REMOTE.some((pattern) => pattern.test(line)),
    isDownload: DOWNLOAD.test(line),
    isInline: INLINE.test(line) && INLINE_DEED.test(line),
    isBackground: BACKGROUND.test(line.replace(/"[^"]*"|'[^']*'/gu, '""')),
    isServer: SERVER.test(line),
    programs: [...line.matchAll(PROGRAM)].map(([, file = '']) => file).slice(0, 16),
  }
}

/** Whether a file that an interpreter is to run has no name of a program: a font, a picture, a text. */
export function isStrangeProgram(path: string): boolean {
  return (
    /\.(?:woff2?|ttf|otf|eot|png|jpe?g|gif|ico|webp|avif|bmp|svg|mp[34]|pdf|txt|md|css|dat|bin|db|log|map|dict|lock|conf|cfg|ini|csv|xml|bak|tmp|key|pem)$/iu.test(
      path,
    ) || /(?:^|[/\\])\.(?:vscode|idea|git|github)[/\\][\w-]+$/u.test(path)
  )
}
