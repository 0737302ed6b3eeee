// Haircut over a whole UTXO ledger in C, for comparison: as src/trace/utxo/spreadHaircut.ts does it, on doubles that hold whole
// numbers, with the fused multiply-add that C has.
//
// utxoHaircut TXS INPUTS OUTPUTS FOLDER reads inputStart.bin, outputStart.bin, spends.bin (u32), valueSat.bin, feeSat.bin and
// start.bin (double) in FOLDER. For each line on stdin it makes one pass from `start` and prints its time in nanoseconds; at
// the end of stdin it writes what is stolen of every output to end.bin.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void *read_column(const char *folder, const char *name, size_t bytes) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s.bin", folder, name);
  void *column = aligned_alloc(64, (bytes + 63) / 64 * 64);
  FILE *file = fopen(path, "rb");
  if (!file || !column || fread(column, 1, bytes, file) != bytes) {
    fprintf(stderr, "%s: not %zu bytes\n", path, bytes);
    exit(1);
  }
  fclose(file);
  return column;
}

// floor(part * share / whole), all below 2^53, part and share not above whole.
static inline double floor_share(double part, double share, double whole) {
  double about = part * (share / whole), quotient = floor(about), fraction = about - quotient, error = about * 0x1p-51;
  if (fraction > error && fraction < 1 - error) return quotient;
  double product = part * share, back = quotient * whole;
  double rest = (product - back) + (fma(part, share, -product) - fma(quotient, whole, -back));
  while (rest < 0) quotient--, rest += whole;
  while (rest >= whole) quotient++, rest -= whole;
  return quotient;
}

static void pass(size_t txs, const uint32_t *input_start, const uint32_t *output_start, const uint32_t *spends,
                 const double *value, const double *fee, double *stolen) {
  for (size_t tx = 0; tx < txs; tx++) {
    double taint = 0;
    for (uint32_t input = input_start[tx]; input < input_start[tx + 1]; input++)
      if (spends[input] != UINT32_MAX) taint += stolen[spends[input]];
    if (taint == 0) continue;
    double whole = fee[tx];
    for (uint32_t output = output_start[tx]; output < output_start[tx + 1]; output++) whole += value[output];
    for (uint32_t output = output_start[tx]; output < output_start[tx + 1]; output++) {
      double share = taint == whole ? value[output] : floor_share(value[output], taint, whole);
      double room = value[output] - stolen[output];
      stolen[output] += share < room ? share : room;
    }
  }
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  size_t txs = strtoull(argv[1], 0, 10), inputs = strtoull(argv[2], 0, 10), outputs = strtoull(argv[3], 0, 10);
  const char *folder = argv[4];
  const uint32_t *input_start = read_column(folder, "inputStart", 4 * (txs + 1));
  const uint32_t *output_start = read_column(folder, "outputStart", 4 * (txs + 1));
  const uint32_t *spends = read_column(folder, "spends", 4 * inputs);
  const double *value = read_column(folder, "valueSat", 8 * outputs), *fee = read_column(folder, "feeSat", 8 * txs);
  const double *start = read_column(folder, "start", 8 * outputs);
  double *stolen = aligned_alloc(64, (8 * outputs + 63) / 64 * 64);
  char line[16];
  while (fgets(line, sizeof line, stdin)) {
    struct timespec began, ended;
    memcpy(stolen, start, 8 * outputs);
    clock_gettime(CLOCK_MONOTONIC, &began);
    pass(txs, input_start, output_start, spends, value, fee, stolen);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    printf("%lld\n", (ended.tv_sec - began.tv_sec) * 1000000000LL + (ended.tv_nsec - began.tv_nsec));
    fflush(stdout);
  }
  char path[4096];
  snprintf(path, sizeof path, "%s/end.bin", folder);
  FILE *file = fopen(path, "wb");
  return file && fwrite(stolen, 8, outputs, file) == outputs && fclose(file) == 0 ? 0 : 1;
}
