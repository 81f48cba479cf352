/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.internal.Hashes;
import io.github.perplexityprune.score.DocumentState;
import java.io.Serializable;

/**
 * Which documents train the reference model, and what becomes of them. A document's part is decided
 * by a hash of its text and a seed alone, so it does not depend on order, partitioning or machine,
 * and copies of one text fall on one side. Serializable, to be drawn where the documents are.
 *
 * @since 0.1
 */
public sealed interface ReferenceSplit extends Serializable {

  /** Default share of the documents that train the reference model. */
  double DEFAULT_SHARE = 0.1;

  /**
   * A share of the documents trains the reference model and is then set aside: never scored, never
   * kept. This is the published method, and the default with {@value #DEFAULT_SHARE} and seed 0.
   *
   * @param share of the documents, in (0, 1)
   */
  static ReferenceSplit excluded(double share) {
    return new Drawn(share, Drawn.Afterwards.EXCLUDED, 0);
  }

  /**
   * A share of the documents trains the reference model and is scored like the rest. The model has
   * seen them, so their scores are too low; they are marked {@link
   * DocumentState#SCORED_BY_ITS_REFERENCE}.
   *
   * @param share of the documents, in (0, 1]
   */
  static ReferenceSplit included(double share) {
    return new Drawn(share, Drawn.Afterwards.INCLUDED, 0);
  }

  /**
   * The documents are dealt into {@code folds} parts and as many models are trained, each on all
   * parts but one, which it then scores: every document is scored, none by a model that saw it.
   * Scores of different folds are ranked apart. Costs {@code folds} trainings.
   *
   * @param folds from 2 to 255
   */
  static ReferenceSplit crossFitted(int folds) {
    return new CrossFitted(folds, 0);
  }

  /** The seed of the draw. */
  long seed();

  /** The same split drawn with another seed. */
  ReferenceSplit withSeed(long newSeed);

  /** Number of reference models this split trains. */
  int modelCount();

  /**
   * Whether a document trains a model.
   *
   * @param contentHash the document's content hash
   * @param model from 0 to {@code modelCount() - 1}
   */
  boolean trains(long contentHash, int model);

  /** Whether a document is scored. */
  boolean scores(long contentHash);

  /** Which model scores a document, from 0 to {@code modelCount() - 1}. */
  int fold(long contentHash);

  /**
   * The hash that splits are drawn from: the first 64 bits of MurmurHash3 (x64, 128 bits) of the
   * text in UTF-8.
   */
  static long contentHash(String text) {
    return Hashes.of(text);
  }

  /**
   * One share of the documents, drawn at random, trains one model.
   *
   * @param share of the documents, in (0, 1) when excluded afterwards, else in (0, 1]
   * @param afterwards what becomes of the drawn documents
   * @param seed of the draw
   */
  record Drawn(double share, Afterwards afterwards, long seed) implements ReferenceSplit {

    /** What becomes of documents after they trained the model. */
    public enum Afterwards {
      /** They are set aside. */
      EXCLUDED,
      /** They are scored like the rest, and marked. */
      INCLUDED
    }

    /** Checks the share. */
    public Drawn {
      requireNonNull(afterwards, "afterwards");
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("share must be in (0, 1], but was " + share);
      }
      if (share == 1 && afterwards == Afterwards.EXCLUDED) {
        throw new IllegalArgumentException(
            "share must be less than 1, but was 1.0: every document would train and none would be scored;"
                + " use included(1.0) or crossFitted(k)");
      }
    }

    @Override
    public Drawn withSeed(long newSeed) {
      return new Drawn(share, afterwards, newSeed);
    }

    @Override
    public int modelCount() {
      return 1;
    }

    @Override
    public boolean trains(long contentHash, int model) {
      return Hashes.unit(Hashes.mix(contentHash, seed)) < share;
    }

    @Override
    public boolean scores(long contentHash) {
      return afterwards == Afterwards.INCLUDED || !trains(contentHash, 0);
    }

    @Override
    public int fold(long contentHash) {
      return 0;
    }
  }

  /**
   * Parts of which each is scored by a model trained on the others.
   *
   * @param folds from 2 to 255
   * @param seed of the draw
   */
  record CrossFitted(int folds, long seed) implements ReferenceSplit {
    /** Checks the number of folds. */
    public CrossFitted {
      if (folds < 2 || folds > 255) {
        throw new IllegalArgumentException("folds must be from 2 to 255, but was " + folds);
      }
    }

    @Override
    public CrossFitted withSeed(long newSeed) {
      return new CrossFitted(folds, newSeed);
    }

    @Override
    public int modelCount() {
      return folds;
    }

    @Override
    public boolean trains(long contentHash, int model) {
      return fold(contentHash) != model;
    }

    @Override
    public boolean scores(long contentHash) {
      return true;
    }

    @Override
    public int fold(long contentHash) {
      return (int) (Hashes.unit(Hashes.mix(contentHash, seed)) * folds);
    }
  }
}
