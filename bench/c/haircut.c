// The haircut kernel in C, for comparison: the same columns, the same rule, one pass over all rows.
//
// haircut ROWS HOLDINGS FOLDER reads from.bin, to.bin (u32), amount.bin, before.bin and start.bin (u128, little endian) in
// FOLDER. For each line on stdin it makes one pass from `start` and prints its time in nanoseconds; at the end of stdin it
// writes the taint of every holding to end.bin.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef unsigned __int128 u128;

static void *read_column(const char *folder, const char *name, size_t bytes) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  void *data = aligned_alloc(64, (bytes + 63) / 64 * 64);
  FILE *file = fopen(path, "rb");
  if (!data || !file || fread(data, 1, bytes, file) != bytes) {
    fprintf(stderr, "cannot read %s\n", path);
    exit(1);
  }
  fclose(file);
  return data;
}

/* 128 by 64 bits, where the quotient fits into 64. */
static inline uint64_t divide_word(uint64_t high, uint64_t low, uint64_t by, uint64_t *rest) {
#if defined(__x86_64__)
  uint64_t quotient;
  __asm__("divq %4" : "=a"(quotient), "=d"(*rest) : "0"(low), "1"(high), "r"(by) : "cc");
  return quotient;
#else
  u128 value = ((u128)high << 64) | low;
  *rest = (uint64_t)(value % by);
  return (uint64_t)(value / by);
#endif
}

/* One digit of Knuth's algorithm D in base 2^64: (u2 u1 u0) by a divisor with its top bit set; the rest is left in u1 u0. */
static inline uint64_t divide_digit(uint64_t u2, uint64_t *u1, uint64_t *u0, u128 divisor) {
  uint64_t v1 = (uint64_t)(divisor >> 64), v0 = (uint64_t)divisor, digit, rest;
  if (u2 >= v1) {
    digit = UINT64_MAX;
    u128 wide = (u128)(u2 - v1) << 64 | *u1;
    wide += v1;
    if (wide >> 64) goto subtract;
    rest = (uint64_t)wide;
  } else {
    digit = divide_word(u2, *u1, v1, &rest);
  }
  while ((u128)digit * v0 > (((u128)rest << 64) | *u0)) {
    digit--;
    if (__builtin_add_overflow(rest, v1, &rest)) break;
  }
subtract:;
  u128 product = (u128)digit * v0;
  u128 low = ((u128)*u1 << 64 | *u0) - product - ((u128)(digit * v1) << 64);
  *u1 = (uint64_t)(low >> 64);
  *u0 = (uint64_t)low;
  return digit;
}

/* floor(x * a / b) where a < b. */
static inline u128 multiply_divide(u128 x, u128 a, u128 b) {
  uint64_t x0 = (uint64_t)x, x1 = (uint64_t)(x >> 64), a0 = (uint64_t)a, a1 = (uint64_t)(a >> 64);
  uint64_t b0 = (uint64_t)b, b1 = (uint64_t)(b >> 64), rest;
  u128 low = (u128)x0 * a0;
  if ((x1 | a1) == 0) {
    if (low >> 64 == 0) return b1 ? 0 : (uint64_t)low / b0;
    if (b1 == 0) {
      uint64_t high = (uint64_t)(low >> 64);
      uint64_t top = high / b0;
      return (u128)top << 64 | divide_word(high % b0, (uint64_t)low, b0, &rest);
    }
    return low / b;
  }
  u128 middle = (u128)x1 * a0, other = (u128)x0 * a1, high = (u128)x1 * a1;
  middle += low >> 64;
  high += middle >> 64;
  u128 second = (u128)(uint64_t)middle + other;
  high += second >> 64;
  uint64_t p[4] = {(uint64_t)low, (uint64_t)second, (uint64_t)high, (uint64_t)(high >> 64)};
  if (b1 == 0) {
    uint64_t q1, q0, r;
    r = p[2] % b0;
    q1 = divide_word(r, p[1], b0, &r);
    q0 = divide_word(r, p[0], b0, &r);
    return (u128)q1 << 64 | q0;
  }
  int shift = __builtin_clzll(b1);
  uint64_t u[5] = {p[0], p[1], p[2], p[3], 0};
  if (shift) {
    for (int i = 4; i > 0; i--) u[i] = u[i] << shift | u[i - 1] >> (64 - shift);
    u[0] <<= shift;
  }
  u128 divisor = b << shift;
  divide_digit(u[4], &u[3], &u[2], divisor);
  uint64_t q1 = divide_digit(u[3], &u[2], &u[1], divisor);
  uint64_t q0 = divide_digit(u[2], &u[1], &u[0], divisor);
  return (u128)q1 << 64 | q0;
}

static inline void pay(uint32_t from, uint32_t to, u128 a, u128 b, u128 *taint) {
  u128 x = taint[from];
  if (x == 0) return;
  u128 moved = a >= b ? x : x == b ? a : multiply_divide(x, a, b);
  taint[from] -= moved;
  taint[to] += moved;
}

/* As in our kernel, the slots of the next 512 rows are touched ahead. */
static void pass(size_t rows, const uint32_t *from, const uint32_t *to, const u128 *amount, const u128 *before,
                 u128 *taint) {
  for (size_t start = 0; start < rows; start += 512) {
    size_t end = start + 512 < rows ? start + 512 : rows;
    for (size_t row = start; row < end; row++) {
      __builtin_prefetch(&taint[from[row]], 1);
      __builtin_prefetch(&taint[to[row]], 1);
    }
    for (size_t row = start; row < end; row++) pay(from[row], to[row], amount[row], before[row], taint);
  }
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  size_t rows = strtoull(argv[1], 0, 10), holdings = strtoull(argv[2], 0, 10);
  const uint32_t *from = read_column(argv[3], "from.bin", 4 * rows), *to = read_column(argv[3], "to.bin", 4 * rows);
  const u128 *amount = read_column(argv[3], "amount.bin", 16 * rows);
  const u128 *before = read_column(argv[3], "before.bin", 16 * rows);
  const u128 *start = read_column(argv[3], "start.bin", 16 * holdings);
  u128 *taint = aligned_alloc(64, (16 * holdings + 63) / 64 * 64);
  char line[16];
  while (fgets(line, sizeof line, stdin)) {
    struct timespec began, ended;
    memcpy(taint, start, 16 * holdings);
    clock_gettime(CLOCK_MONOTONIC, &began);
    pass(rows, from, to, amount, before, taint);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    printf("%lld\n", (ended.tv_sec - began.tv_sec) * 1000000000LL + (ended.tv_nsec - began.tv_nsec));
    fflush(stdout);
  }
  char path[4096];
  snprintf(path, sizeof path, "%s/end.bin", argv[3]);
  FILE *file = fopen(path, "wb");
  return file && fwrite(taint, 16, holdings, file) == holdings && fclose(file) == 0 ? 0 : 1;
}
