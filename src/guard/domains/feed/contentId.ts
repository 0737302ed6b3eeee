/** A content id of IPFS in one of its usual forms. @source https://github.com/multiformats/cid */
export const CONTENT_ID: RegExp =
  /(?:Qm[1-9A-HJ-NP-Za-km-z]{44,}|b[A-Za-z2-7]{58,}|B[A-Z2-7]{58,}|z[1-9A-HJ-NP-Za-km-z]{48,}|F[0-9A-F]{50,})/
