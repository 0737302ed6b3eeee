const tokens = { format: 'tokenAmount', params: { token: '$.metadata.constants.underlyingToken' } }
const shares = { format: 'tokenAmount', params: { tokenPath: '@.to' } }
const receiver = { path: 'receiver', format: 'addressName' }
const out = [
  { ...receiver, label: 'To' },
  { path: 'owner', label: 'Owner', format: 'addressName' },
]

/** What the descriptors of vaults take from their registry's file of the standard: the constants are each vault's own. */
const VAULTS = {
  display: {
    formats: {
      'deposit(uint256 assets,address receiver)': {
        intent: 'Deposit',
        fields: [
          { path: 'assets', label: 'Deposit asset', ...tokens },
          { label: 'Share ticker', format: 'raw', value: '$.metadata.constants.vaultTicker' },
          { ...receiver, label: 'Send shares to' },
        ],
      },
      'mint(uint256 shares,address receiver)': {
        intent: 'Mint',
        fields: [
          { label: 'Deposit asset', format: 'raw', value: '$.metadata.constants.underlyingTicker' },
          { path: 'shares', label: 'Minted shares', ...shares },
          { ...receiver, label: 'Mint shares to' },
        ],
      },
      'withdraw(uint256 assets,address receiver,address owner)': {
        intent: 'Withdraw',
        fields: [{ path: 'assets', label: 'Withdraw exactly', ...tokens }, ...out],
      },
      'redeem(uint256 shares,address receiver,address owner)': {
        intent: 'Redeem',
        fields: [{ path: 'shares', label: 'Shares to redeem', ...shares }, ...out],
      },
    },
  },
}

/**
 * Loads what descriptors include of published standards where the registry's own files are not at hand: ERC-4626's vaults.
 *
 * @source https://eips.ethereum.org/EIPS/eip-4626
 * @example
 * parseDescriptor(text, loadStandard)
 */
export function loadStandard(path: string): unknown {
  return path.endsWith('ercs/calldata-erc4626-vaults.json') ? VAULTS : undefined
}
