import type { Finding } from '../Finding.ts'

/** What may be found in what is to be signed. */
export type SigningCode =
  | 'APPROVAL'
  | 'APPROVAL_TAKEN_BACK'
  | 'AUTHORIZATION_CHAIN_ANY'
  | 'AUTHORIZATION_CLEARED'
  | 'AUTHORIZATION_KNOWN'
  | 'AUTHORIZATION_UNKNOWN'
  | 'BAIT_NAME'
  | 'CALL_DESCRIBED'
  | 'CALL_LIMIT'
  | 'CALL_NAMED'
  | 'CALL_ODD'
  | 'CALL_UNKNOWN'
  | 'CALL_UNREADABLE'
  | 'CHAIN_OTHER'
  | 'CHAIN_UNBOUND'
  | 'CONTRACT_CREATED'
  | 'CONTRACT_UNEXPECTED'
  | 'CONTROL_CHANGED'
  | 'CONTROL_TO_UNKNOWN'
  | 'DELEGATECALL_DISGUISED'
  | 'DELEGATECALL_KNOWN'
  | 'DELEGATECALL_UNKNOWN'
  | 'FIELDS_UNSIGNED'
  | 'HASH_BLIND'
  | 'MESSAGE_TEXT'
  | 'NUMBER_INEXACT'
  | 'ORDER'
  | 'ORDER_UNPAID'
  | 'PARTY_IMITATES'
  | 'PARTY_SCAM'
  | 'PROCEEDS_ELSEWHERE'
  | 'SIGN_IN'
  | 'SIGN_IN_OTHER_ACCOUNT'
  | 'SIGN_IN_OTHER_SITE'
  | 'SIGN_IN_POWERS'
  | 'SIGN_IN_SITE_UNKNOWN'
  | 'SPENDER_EXPLOITED'
  | 'SPENDER_NO_CODE'
  | 'SPENDER_UNKNOWN'
  | 'SPENDER_YOUNG'
  | 'TARGET_NO_CODE'
  | 'TEXT_HIDDEN'
  | 'TOKENS_TO_CONTRACT'
  | 'TRANSFER'
  | 'TYPED_DATA_UNKNOWN'
  | 'TYPES_UNUSED'

export type SigningFinding = Finding<SigningCode>

/** The same findings at a place inside of what was given. */
export function placed<Found extends Finding>(place: string, findings: readonly Found[]): Found[] {
  return findings.map((finding) => (place === '' ? finding : { ...finding, place: joinPlaces(place, finding.place) }))
}

function joinPlaces(outer: string, inner: string | undefined): string {
  return inner === undefined ? outer : `${outer}.${inner}`
}
