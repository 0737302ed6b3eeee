import { readServices, type Service } from './Service.ts'

/**
 * Instant exchanges: they take one coin and pay another from their own stock, mostly without an account.
 *
 * @source the services' own sites; ZachXBT and Bybit (2025) for eXch as a laundering route
 */
export const INSTANT_EXCHANGES: readonly Service[] = readServices(
  'instant-exchange',
  `
AlfaCash
Boltz = Boltz.exchange
ChangeHero = ChangeHero.io
Changelly = Changelly.com | Changelly Pro
ChangeNOW = ChangeNOW.io
eXch = eXch.cx | eXch.net | eXch Exchange
Exchange-Credit
Exolix
EasyBit
FixedFloat = FF.io
FlyP.me
Flashift
Godex = Godex.io
Guardarian
Houdini Swap
LetsExchange
Majestic Bank
N.exchange
NiceChange
Quickex
ShapeShift = ShapeShift.io | ShapeShift.com
SideShift = SideShift.ai
SimpleSwap = SimpleSwap.io
StealthEX = StealthEX.io
SwapSpace
Swapuz
Swapzone
Switchere
Trocador
WizardSwap
Baltbit
XMR.to
Morphtoken
`,
)
