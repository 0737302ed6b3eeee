/** What an explorer has said that an address is: its words, which anybody may have written. */
export interface AddressTag {
  /** On one line, without characters that control or hide text. At most 256 characters. */
  readonly text: string
  /** A name of this one address, a kind of addresses to which it belongs, or a badge that warns of it. */
  readonly kind: 'name' | 'generic' | 'scam'
}

/**
 * Who tells names of addresses. Nothing is asked before the method is called.
 *
 * @throws ExplorerError `LZ_EXPLORER_*`; NetError `LZ_NET_*`
 */
export interface NameSource {
  /** Who says so: the host that is asked. */
  readonly host: string
  /** Addresses that one question may hold. */
  readonly addressesMax: number
  /** Tags by address, none where it has no name; an address of which the host does not know is not there. */
  listTags(addresses: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, readonly AddressTag[]>>
}
