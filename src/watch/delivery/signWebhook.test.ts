import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSecret, signWebhook } from './signWebhook.ts'

// The vector of the specification's own libraries.
// https://github.com/standard-webhooks/standard-webhooks/blob/main/libraries/javascript/src/webhook.test.ts
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const message = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestampSec: 1_614_265_330,
  body: Buffer.from('{"test": 2432232314}'),
}
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='

describe('the signature of a webhook', () => {
  it('is that of the published vector', () => {
    expect(signWebhook(message, [secret])).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': signature,
    })
  })

  it('is one for each secret while one is rotated', () => {
    const other = createSecret(randomBytes)
    const signatures = signWebhook(message, [other, secret])['webhook-signature']?.split(' ')
    expect(signatures).toHaveLength(2)
    expect(signatures?.[1]).toBe(signature)
    expect(signatures?.[0]).toBe(signWebhook(message, [other])['webhook-signature'])
  })

  it('is made with secrets of 32 random bytes', () => {
    expect(createSecret((length) => Buffer.alloc(length, 7))).toBe(`whsec_${Buffer.alloc(32, 7).toString('base64')}`)
    expect(createSecret(randomBytes)).not.toBe(createSecret(randomBytes))
  })

  it.each(['', 'whsec_', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS', 'hunter2', `whsec_${'*'.repeat(40)}`])(
    'is refused with the secret %j',
    (bad) => {
      expect(() => signWebhook(message, [bad])).toThrow(expect.objectContaining({ code: 'LZ_WATCH_SECRET' }) as Error)
    },
  )
})
