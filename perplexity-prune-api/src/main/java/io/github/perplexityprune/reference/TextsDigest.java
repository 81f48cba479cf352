/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** Identifies the texts of a training: SHA-256 over their content hashes in order, in hex. */
final class TextsDigest {
  private TextsDigest() {}

  /** The digest of texts; empty when there are none. */
  static Optional<String> of(Stream<String> texts) {
    Hasher hasher = Hashing.sha256().newHasher();
    boolean any = false;
    for (Iterator<String> iterator = texts.iterator(); iterator.hasNext(); any = true) {
      hasher.putLong(ReferenceSplit.contentHash(iterator.next()));
    }
    return any ? Optional.of(hasher.hash().toString()) : Optional.empty();
  }
}
