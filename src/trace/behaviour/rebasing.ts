/**
 * Tokens that change what accounts have without a transfer, best known ones. What is not here and does so is a mismatch.
 *
 * @source https://docs.lido.fi/deployed-contracts/ (stETH)
 * @source https://github.com/ampleforth/uFragments (AMPL)
 * @source https://github.com/OriginProtocol/origin-dollar/blob/master/brownie/addresses.py (OUSD, OETH)
 * @source https://aave.com/docs/aave-v3/smart-contracts/tokenization (that balances of aTokens grow)
 * @source https://github.com/bgd-labs/aave-address-book/blob/main/src/ts/AaveV3Ethereum.ts (aEthUSDC, aEthUSDT, aEthWETH)
 */
export const REBASING: ReadonlySet<string> = new Set(
  [
    '0xae7ab96520de3a18e5e111b5eaab095312d7fe84', // stETH
    '0xd46ba6d942050d489dbd938a2c909a5d5039a161', // AMPL
    '0x2a8e1e676ec238d8a992307b495b45b3feaa5e86', // OUSD
    '0x856c4efb76c1d1ae02e20ceb03a2a6a08b0b8dc3', // OETH
    '0x98c23e9d8f34fefb1b7bd6a91b7ff122f4e16f5c', // aEthUSDC
    '0x23878914efe38d27c4d67ab83ed1b93a74d4086a', // aEthUSDT
    '0x4d5f47fa6a74757f35c14fd3a6ef8e3c9bc514e8', // aEthWETH
  ].map((contract) => `eip155:1/erc20:${contract}`),
)
