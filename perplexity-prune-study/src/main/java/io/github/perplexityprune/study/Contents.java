/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.stream.Collectors.toSet;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.primitives.ImmutableLongArray;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.reference.ReferenceSplit;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
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

  /**
   * These, as documents that are held out of others.
   *
   * @throws IllegalArgumentException if the others have one of these texts
   */
  Contents heldOutOf(Contents others) {
    Set<Long> texts = hashes.stream().boxed().collect(toSet());
    others.hashes.forEach(texts::remove);
    long both = hashes.stream().filter(hash -> !texts.contains(hash)).count();
    if (both > 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "documents held out must not be in the corpus too, but %,d of %,d are; leave them out of"
                  + " one of the two",
              both,
              hashes.length()));
    }
    return this;
  }

  /** Identifies all texts and their order. */
  String digest() {
    Hasher hasher = Hashing.sha256().newHasher();
    hashes.forEach(hasher::putLong);
    return hasher.hash().toString();
  }
}
