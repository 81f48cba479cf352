/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.internal;

import static java.util.stream.Collectors.joining;

import io.github.perplexityprune.EngineNotFoundException;
import io.github.perplexityprune.spi.ReferenceEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds reference engines on the class path or module path. */
public final class Engines {
  private static final String ARTIFACT = "io.github.perplexityprune:perplexity-prune-djl";

  private Engines() {}

  /**
   * The engine, when there is exactly one.
   *
   * @throws EngineNotFoundException if there is none, or several
   */
  public static ReferenceEngine only() {
    return only(found());
  }

  /**
   * The engine of an id.
   *
   * @throws EngineNotFoundException if there is none, or several of that id
   */
  public static ReferenceEngine withId(String id) {
    return withId(id, found());
  }

  static ReferenceEngine only(List<ReferenceEngine> found) {
    if (found.isEmpty()) {
      throw new EngineNotFoundException(
          "no reference engine was found; add "
              + ARTIFACT
              + " to the class path, or pass an engine to engine(...)");
    }
    if (found.size() > 1) {
      throw new EngineNotFoundException(
          "several reference engines were found (" + ids(found) + "); choose one with engine(id)");
    }
    return found.get(0);
  }

  static ReferenceEngine withId(String id, List<ReferenceEngine> found) {
    List<ReferenceEngine> matching =
        found.stream().filter(engine -> engine.id().equals(id)).toList();
    if (matching.isEmpty()) {
      throw new EngineNotFoundException(
          "no reference engine '"
              + id
              + "' was found; found: "
              + (found.isEmpty() ? "none" : ids(found))
              + "; add the engine's artifact to the class path, for 'djl' "
              + ARTIFACT);
    }
    if (matching.size() > 1) {
      throw new EngineNotFoundException(
          "reference engine '"
              + id
              + "' was found "
              + matching.size()
              + " times ("
              + ids(matching)
              + "); remove all but one from the class path");
    }
    return matching.get(0);
  }

  private static List<ReferenceEngine> found() {
    List<ReferenceEngine> engines = new ArrayList<>();
    try {
      ServiceLoader.load(ReferenceEngine.class).forEach(engines::add);
    } catch (ServiceConfigurationError e) {
      throw new EngineNotFoundException(
          "a reference engine could not be created: " + e.getMessage());
    }
    return engines;
  }

  private static String ids(List<ReferenceEngine> engines) {
    return engines.stream()
        .map(engine -> "'" + engine.id() + "' (" + engine.getClass().getName() + ")")
        .collect(joining(", "));
  }
}
