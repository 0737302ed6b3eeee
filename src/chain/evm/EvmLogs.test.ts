import { keccak_256 } from '@noble/hashes/sha3.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as EvmAddress from '../EvmAddress.ts'
import * as EvmLogs from './EvmLogs.ts'
import type { EvmLog } from './EvmReceipt.ts'

const address = EvmAddress.parse('0xdac17f958d2ee523a2206206994597c13d831ec7')
const from = '11'.repeat(20)
const to = '22'.repeat(20)

function topicOf(signature: string): string {
  return `0x${Buffer.from(keccak_256(Buffer.from(signature))).toString('hex')}`
}

function wordOf(digits: string): string {
  return digits.padStart(64, '0')
}

function logOf(topics: readonly string[], data: string): EvmLog {
  return { address, topics, data: `0x${data}`, logIndex: 0 }
}

describe('EvmLogs.findTransfer', () => {
  const TRANSFER = topicOf('Transfer(address,address,uint256)')
  const topics = [TRANSFER, `0x${wordOf(from)}`, `0x${wordOf(to)}`]

  it('reads an amount of any size', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (amount) => {
        const transfer = EvmLogs.findTransfer(logOf(topics, wordOf(amount.toString(16))))
        expect(transfer).toEqual({ from: `0x${from}`, to: `0x${to}`, amount })
      }),
    )
  })

  it.each([
    ['a token of ERC-721', logOf([...topics, `0x${wordOf('5')}`], '')],
    ['nothing indexed', logOf([TRANSFER], wordOf(from) + wordOf(to) + wordOf('5'))],
    ['more data', logOf(topics, wordOf('5') + wordOf('0'))],
    ['no data', logOf(topics, '')],
    ['another event', logOf([topicOf('Approval(address,address,uint256)'), ...topics.slice(1)], wordOf('5'))],
    ['no topics', logOf([], wordOf('5'))],
  ])('leaves %s', (_, log) => {
    expect(EvmLogs.findTransfer(log)).toBeUndefined()
  })
})

describe('EvmLogs.findNotice', () => {
  const account = `0x${from}`

  it.each([
    ['AddedBlackList(address)', 'freeze'],
    ['RemovedBlackList(address)', 'unfreeze'],
    ['BlockPlaced(address)', 'freeze'],
    ['BlockReleased(address)', 'unfreeze'],
    ['Blacklisted(address)', 'freeze'],
    ['UnBlacklisted(address)', 'unfreeze'],
  ])('reads %s, in a topic and in the data', (signature, kind) => {
    const notice = { kind, account, amount: undefined }
    expect(EvmLogs.findNotice(logOf([topicOf(signature), `0x${wordOf(from)}`], ''))).toEqual(notice)
    expect(EvmLogs.findNotice(logOf([topicOf(signature)], wordOf(from)))).toEqual(notice)
    expect(EvmLogs.findNotice(logOf([topicOf(signature)], ''))).toBeUndefined()
    expect(EvmLogs.findNotice(logOf([topicOf(signature), `0x${wordOf(from)}`], wordOf(to)))).toBeUndefined()
  })

  it.each(['DestroyedBlackFunds(address,uint256)', 'DestroyedBlockedFunds(address,uint256)'])(
    'reads %s',
    (signature) => {
      const notice = { kind: 'destroy', account, amount: 7n }
      expect(EvmLogs.findNotice(logOf([topicOf(signature)], wordOf(from) + wordOf('7')))).toEqual(notice)
      expect(EvmLogs.findNotice(logOf([topicOf(signature), `0x${wordOf(from)}`], wordOf('7')))).toEqual(notice)
      expect(EvmLogs.findNotice(logOf([topicOf(signature)], wordOf(from)))).toBeUndefined()
    },
  )

  it('has the published topics', () => {
    // https://etherscan.io/address/0xdac17f958d2ee523a2206206994597c13d831ec7#events
    expect(topicOf('AddedBlackList(address)')).toBe(
      '0x42e160154868087d6bfdc0ca23d96a1c1cfa32f1b72ba9ba27b69b98a0d819dc',
    )
    expect(topicOf('BlockPlaced(address)')).toBe('0x406bbf2d8d145125adf1198d2cf8a67c66cc4bb0ab01c37dccd4f7c0aae1e7c7')
  })
})

describe('EvmLogs.findProposal', () => {
  const wallet = EvmAddress.parse('0xc6cde7c39eb2f0f0095f41570af89efc2c1ea828')
  const selectorOf = (signature: string): string => topicOf(signature).slice(2, 10)
  const submission: EvmLog = {
    address: wallet,
    topics: [topicOf('Submission(uint256)'), `0x${wordOf('2a')}`],
    data: '0x',
    logIndex: 3,
  }
  const callOf = (signature: string, account: string = from): string => {
    const call = selectorOf(signature) + wordOf(account)
    return [
      `0x${selectorOf('submitTransaction(address,uint256,bytes)')}`,
      wordOf(address.slice(2)) + wordOf('0') + wordOf('60') + wordOf('24') + call.padEnd(128, '0'),
    ].join('')
  }

  it.each([
    ['addBlackList(address)', 'freeze-proposed'],
    ['removeBlackList(address)', 'unfreeze-proposed'],
    ['addToBlockedList(address)', 'freeze-proposed'],
    ['removeFromBlockedList(address)', 'unfreeze-proposed'],
  ])('reads a proposed %s', (signature, kind) => {
    const proposal = EvmLogs.findProposal({ to: wallet, input: callOf(signature) }, submission)
    expect(proposal).toEqual({ kind, account: `0x${from}`, token: address })
  })

  it('leaves all else', () => {
    const input = callOf('addBlackList(address)')
    const find = (call: object, log: object) =>
      EvmLogs.findProposal({ to: wallet, input, ...call }, { ...submission, ...log })
    expect(find({ to: address }, {})).toBeUndefined()
    expect(find({ to: undefined }, {})).toBeUndefined()
    expect(find({ input: '0x' }, {})).toBeUndefined()
    expect(find({ input: input.slice(0, -64) }, {})).toBeUndefined()
    expect(find({ input: callOf('transfer(address)') }, {})).toBeUndefined()
    expect(find({}, { address })).toBeUndefined()
    expect(find({}, { topics: [topicOf('Execution(uint256)'), `0x${wordOf('2a')}`] })).toBeUndefined()
  })
})
