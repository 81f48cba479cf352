/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;

/** The scores of a store as a cluster sees them: counted in parts, by copies that were sent. */
public record ScoresInParts(ScoreStore store, int partCount) implements Scores {

  @Override
  public List<String> domains() {
    return store.domains();
  }

  @Override
  public int maximumCounters() {
    return 1 << 10;
  }

  @Override
  public <T extends ScoreTally<T>> T tally(T empty) {
    T sum = sent(empty);
    for (int part = partCount - 1; part >= 0; part--) {
      T counted = sent(empty);
      int counting = part;
      store.forEach(
          row -> {
            if (row.ordinal() % partCount == counting) {
              counted.count(row);
            }
          });
      sum.add(sent(counted));
    }
    return sum;
  }

  /** What arrives when an object is sent. */
  @SuppressWarnings("unchecked")
  public static <T extends Serializable> T sent(T object) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
