import { parseSignature } from '../signing/abi/parseSignature.ts'
import * as Struct from '../signing/Struct.ts'
import { findSendings } from './MultiSend.ts'
import type { SafeCall } from './SafeCall.ts'

export type Inner = Omit<SafeCall, 'place' | 'chainId'>

/** The calls that a call makes others make; undefined where they cannot be read. At most one more than `countMax`. */
export type Unwrap = (args: Struct.Struct, call: SafeCall, countMax: number) => readonly Inner[] | undefined

const ONE = 'address to,uint256 value,bytes data'

const ROWS: readonly (readonly [signature: string, unwrap: Unwrap])[] = [
  ['multiSend(bytes transactions)', unwrapMultiSend],
  [
    `execTransaction(${ONE},uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,bytes signatures)`,
    unwrapOne,
  ],
  [`execTransactionFromModule(${ONE},uint8 operation)`, unwrapOne],
  [`execTransactionFromModuleReturnData(${ONE},uint8 operation)`, unwrapOne],
  [`execute(${ONE})`, unwrapOne],
  [`execute(${ONE},uint8 operation)`, unwrapOne],
  [`execute(${ONE},bytes32 predecessor,bytes32 salt)`, unwrapOne],
  [`schedule(${ONE},bytes32 predecessor,bytes32 salt,uint256 delay)`, unwrapOne],
  [`executeBatch((${ONE})[] calls)`, (args, call) => Struct.structs(args, 'calls').map((each) => innerOf(each, call))],
  ['executeBatch(address[] to,uint256[] value,bytes[] data,bytes32 predecessor,bytes32 salt)', unwrapColumns],
  [
    'scheduleBatch(address[] to,uint256[] value,bytes[] data,bytes32 predecessor,bytes32 salt,uint256 delay)',
    unwrapColumns,
  ],
  ['multicall(bytes[] data)', unwrapMulticall],
  ['multicall(uint256 deadline,bytes[] data)', unwrapMulticall],
  [
    'aggregate3((address to,bool allowFailure,bytes data)[] calls)',
    (args, call) => Struct.structs(args, 'calls').map((each) => innerOf(each, call)),
  ],
]

/** Functions that make other calls, by their selectors. */
export const WRAPPERS: ReadonlyMap<string, { readonly fields: Struct.Struct['fields']; readonly unwrap: Unwrap }> =
  new Map(
    ROWS.map(([text, unwrap]) => {
      const { selector, inputs } = parseSignature(text)
      return [selector, { fields: inputs, unwrap }]
    }),
  )

/** Run by delegatecall, as it should be, it sends in the caller's own name. */
function unwrapMultiSend(args: Struct.Struct, call: SafeCall, countMax: number): readonly Inner[] | undefined {
  const from = runnerOf(call)
  return findSendings(Struct.bytes(args, 'transactions'), countMax)?.map((sending) => ({ ...sending, from }))
}

function unwrapOne(args: Struct.Struct, call: SafeCall): readonly Inner[] | undefined {
  const operation = Struct.has(args, 'operation') ? Struct.uint(args, 'operation') : 0n
  return operation > 1n ? undefined : [{ ...innerOf(args, call), isDelegate: operation === 1n }]
}

function unwrapColumns(args: Struct.Struct, call: SafeCall): readonly Inner[] | undefined {
  const [tos, values, datas] = ['to', 'value', 'data'].map((name) => Struct.list(args, name))
  if (tos?.length !== values?.length || tos?.length !== datas?.length) return undefined
  const { fields } = args
  return tos?.map((to, i) => {
    const row = [to, values?.[i] ?? 0n, datas?.[i] ?? NOTHING]
    return innerOf({ fields, values: row }, call)
  })
}

/** A contract calls itself: it runs its own code with each of them. */
function unwrapMulticall(args: Struct.Struct, call: SafeCall): readonly Inner[] {
  return Struct.list(args, 'data').map((data) => ({
    from: call.from,
    to: call.to,
    valueWei: 0n,
    data: data instanceof Uint8Array ? data : NOTHING,
    isDelegate: call.isDelegate,
  }))
}

function innerOf(args: Struct.Struct, call: SafeCall): Inner {
  return {
    from: runnerOf(call),
    to: Struct.address(args, 'to'),
    valueWei: Struct.has(args, 'value') ? Struct.uint(args, 'value') : 0n,
    data: Struct.bytes(args, 'data'),
    isDelegate: false,
  }
}

function runnerOf({ isDelegate, from, to }: SafeCall): SafeCall['to'] {
  return isDelegate ? from : to
}

const NOTHING = new Uint8Array(0)
