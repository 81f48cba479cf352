/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.internal.Hashes;
import java.util.Optional;

/**
 * Spoils a share of a corpus: the positive control of a study. Pruning that drops the spoiled half
 * must help; a study that does not see it at its budget could not have seen a smaller benefit.
 *
 * <pre>{@code
 * DocumentSource<Article> spoiled = CorpusDamage.of(0.5).applyTo(source);
 * }</pre>
 *
 * <p>Whether a document is spoiled, how, and what becomes of it depends on its text and the seed
 * alone. All kinds of {@link Damage} are equally likely.
 *
 * @param share of the documents, in [0, 1]
 * @param seed of the draw
 * @since 0.1
 */
public record CorpusDamage(double share, long seed) {
  private static final long KIND = 1;

  /** Checks the share. */
  public CorpusDamage {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in [0, 1], but was " + share);
    }
  }

  /** Damage with seed 0. */
  public static CorpusDamage of(double share) {
    return new CorpusDamage(share, 0);
  }

  /** What becomes of a document of this text; empty when it stays as it is. */
  public Optional<Damage> kind(String text) {
    long hash = Hashes.mix(Hashes.of(text), seed);
    if (text.isEmpty() || Hashes.unit(hash) >= share) {
      return Optional.empty();
    }
    Damage[] kinds = Damage.values();
    return Optional.of(kinds[(int) (Hashes.unit(Hashes.mix(hash, KIND)) * kinds.length)]);
  }

  /** The text, spoiled or not. */
  public String damaged(String text) {
    return kind(text)
        .map(damage -> damage.apply(text, Hashes.mix(Hashes.of(text), seed)))
        .orElse(text);
  }

  /** The same objects with the same ids and domains, of which a share has spoiled texts. */
  public <T> DocumentSource<T> applyTo(DocumentSource<T> source) {
    DocumentSource<T> spoiled =
        DocumentSource.<T>reopening(source::open, item -> damaged(source.document(item, 0).text()))
            .withDomain(item -> source.document(item, 0).domain());
    return source.hasIds() ? spoiled.withId(item -> source.document(item, 0).id()) : spoiled;
  }
}
