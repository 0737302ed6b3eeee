import { readServices, type Service } from './Service.ts'

/**
 * Mixers, CoinJoin coordinators and privacy pools.
 *
 * @source OFAC press releases on Blender.io (2022-05-06), Tornado Cash (2022-08-08, delisted 2025-03-21) and Sinbad.io
 * (2023-11-29); US DoJ on Bitcoin Fog, Helix, ChipMixer, Samourai Wallet and Cryptomixer; the protocols' own sites
 */
export const MIXERS: readonly Service[] = readServices(
  'mixer',
  `
Aztec Connect
Anonymix
Best Mixer = Bestmixer.io
Bitcoin Fog
BitMix = BitMix.biz | Bitmixer.io | BitMixer
~Blender = Blender.io
ChipMixer = ChipMixer.com
CoinMixer = Coinomize
CryptoMixer = CryptoMixer.io
~Cyclone = Cyclone Protocol | Cyclone Cash
FoxMixer
~Helix = Helix Mixer | Helix Light | Grams Helix
Hinkal = Hinkal Protocol
JoinMarket
Jambler = Jambler.io
Mixero
MixTum = MixTum.io
Mixer.money
Privacy Pools = 0xbow
Railgun = Railgun Project | RAILGUN Privacy
Samourai = Samourai Wallet | Samourai Whirlpool | Whirlpool CoinJoin
SharedCoin
Sinbad = Sinbad.io
SmartMixer = SmartMix
Sudoku Wallet
Tornado Cash = Tornado | TornadoCash Nova | Tornado Nova
~Typhoon = Typhoon Cash | Typhoon Network
UniJoin = UniJoin.io
Wasabi = Wasabi Wallet | Wasabi CoinJoin | Wasabi Coordinator | zkSNACKs
Whir = Whir.to
~Whirlwind = Whirlwind.money
YoMix = YoMix.io
Zkbob
Umbra = Umbra Cash | Umbra Protocol
`,
)
