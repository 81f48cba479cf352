/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.primitives.ImmutableLongArray;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.reference.ReferenceSplit;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * The content hash of each document of a source: 8 bytes a document.
 *
 * @param hashes in the order of the source
 */
record Contents(ImmutableLongArray hashes) {

  /** Reads a source once. */
  static <T> Contents of(DocumentSource<T> source) {
    ImmutableLongArray.Builder hashes = ImmutableLongArray.builder();
    try (Stream<T> items = source.open()) {
      Iterator<T> iterator = items.sequential().iterator();
      for (long ordinal = 0; iterator.hasNext(); ordinal++) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("the study was cancelled by interrupting its thread");
        }
        hashes.add(ReferenceSplit.contentHash(source.document(iterator.next(), ordinal).text()));
      }
    }
    return new Contents(hashes.build());
  }

  /** Identifies all texts and their order. */
  String digest() {
    Hasher hasher = Hashing.sha256().newHasher();
    hashes.forEach(hasher::putLong);
    return hasher.hash().toString();
  }
}
