/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.ndarray.NDArray;
import com.google.common.base.Ascii;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.perplexityprune.reference.Precision;
import io.github.perplexityprune.score.ContextWindows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** SHA-256 digests of what scores depend on. */
final class Fingerprints {
  private Fingerprints() {}

  /** The digest of all weights, in the layout's order. Reads every weight once. */
  static String weights(Decoder decoder) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (NDArray weight : decoder.weights().plain()) {
      ByteBuffer bytes = weight.toByteBuffer();
      hasher.putBytes(bytes);
    }
    return hasher.hash().toString();
  }

  /**
   * The fingerprint of a model: its family, 32 hexadecimal digits, and the precision if it is not
   * float32.
   */
  static String model(
      DecoderConfig config,
      Precision precision,
      Tokenizer tokenizer,
      int prefixToken,
      ContextWindows windows,
      String weightsDigest) {
    String facts =
        String.join(
            "\n",
            config.toString(),
            tokenizer.id() + " after " + prefixToken,
            "stride " + windows.strideWithin(config.contextLength()),
            weightsDigest);
    String digest = Hashing.sha256().hashString(facts, StandardCharsets.UTF_8).toString();
    String fingerprint = config.family().id() + "-" + digest.substring(0, 32);
    return precision == Precision.FLOAT32
        ? fingerprint
        : fingerprint + "-" + Ascii.toLowerCase(precision.name());
  }
}
