/** What tests of several rooms take to make a node that tells what anvil told, and lies where it is asked to. */
export { type Recording, record, startFakeNode } from './ledger/source/evm/fakeNode.support.ts'
export { account, HEIGHT, makeChain } from './ledger/source/evm/makeChain.support.ts'
export { type FakeCall, FakeError } from './ledger/source/rpc/fakeRpc.support.ts'
