/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.reference.ReferenceSplit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Spoils a share of a corpus: the positive control of a study. Pruning that drops the spoiled half
 * must help; a study that does not see it at its budget could not have seen a smaller benefit.
 *
 * <pre>{@code
 * DocumentSource<Article> spoiled = CorpusDamage.of(0.5).only(Damage.BASE64).applyTo(source);
 * }</pre>
 *
 * <p>Whether a document is spoiled, how, and what becomes of it depends on its text and the seed
 * alone; all kinds are equally likely. Not every kind is surprising: a reference model that is
 * trained on a spoiled corpus learns what can be learned of the damage. It finds logs, markup and
 * repetition easy to predict, so that {@code low} keeps them; {@link Damage#BASE64} alone has more
 * entropy a token than text has, which nothing can learn. {@link #only} chooses the kinds. Look at
 * what each arm kept of them before judging a study by its verdict.
 *
 * @param share of the documents, in [0, 1]
 * @param seed of the draw
 * @param kinds of damage, at least one
 * @since 0.1
 */
public record CorpusDamage(double share, long seed, Set<Damage> kinds) {
  private static final long KIND = 0x4B494E44;

  /** Checks the share and copies the kinds. */
  public CorpusDamage {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("kinds must be at least one, but there is none");
    }
    kinds = Collections.unmodifiableSet(EnumSet.copyOf(kinds));
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in [0, 1], but was " + share);
    }
  }

  /** Damage of all kinds with seed 0. */
  public static CorpusDamage of(double share) {
    return new CorpusDamage(share, 0, EnumSet.allOf(Damage.class));
  }

  /** The same share, spoiled only in these ways. */
  public CorpusDamage only(Damage first, Damage... others) {
    return new CorpusDamage(share, seed, EnumSet.of(first, others));
  }

  /** The same share, drawn with another seed. */
  public CorpusDamage withSeed(long newSeed) {
    return new CorpusDamage(share, newSeed, kinds);
  }

  /** What becomes of a document of this text; empty when it stays as it is. */
  public Optional<Damage> kind(String text) {
    if (text.isEmpty() || new Draw(seed).unit(text) >= share) {
      return Optional.empty();
    }
    List<Damage> ordered = List.copyOf(kinds);
    return Optional.of(ordered.get((int) (new Draw(seed + KIND).unit(text) * ordered.size())));
  }

  /** The text, spoiled or not. */
  public String damaged(String text) {
    return kind(text)
        .map(damage -> damage.apply(text, new Draw(seed).number(ReferenceSplit.contentHash(text))))
        .orElse(text);
  }

  /**
   * The same objects with the same ids, of which a share has spoiled texts. Each kind of damage is
   * a domain, such as {@code damaged: base64}, so that summaries tell what was kept of it; the
   * other documents keep theirs.
   */
  public <T> DocumentSource<T> applyTo(DocumentSource<T> source) {
    DocumentSource<T> spoiled =
        DocumentSource.<T>reopening(source::open, item -> damaged(source.document(item, 0).text()))
            .withDomain(item -> domain(source.document(item, 0)));
    return source.hasIds() ? spoiled.withId(item -> source.document(item, 0).id()) : spoiled;
  }

  private String domain(Document document) {
    return kind(document.text()).map(kind -> "damaged: " + kind).orElse(document.domain());
  }
}
