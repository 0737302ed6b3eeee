/** What makes a request over the network, in JavaScript and Python. */
export const NETWORK: RegExp =
  /\baxios\b|(?<![.\w])fetch\s*\(|\bhttps?(?:['"`]\s*\))?\.(?:get|request)\s*\(|(?<![.\w])request(?:\.(?:get|post)\s*\(|\s*\(\s*(?:\{|options|url|['"`]http))|(?<![.\w])got(?:\.\w+)?\s*\(|\bnew XMLHttpRequest\b|\bnode-fetch\b|\bsuperagent\b|(?<![.\w])needle(?:\.\w+)?\s*\(|\burlopen\s*\(|\brequests\.(?:get|post|put)\s*\(|\bio\.connect\s*\(|\bsocket\.io-client\b/u
