/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.score.ScoreStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Runs what of a study is not in its folder yet. */
final class StudyRun {
  private final StudyDesign design;
  private final StudyFolder folder;

  StudyRun(StudyDesign design) {
    this.design = design;
    this.folder = new StudyFolder(design.folder());
  }

  StudyResult run() {
    Contents contents = Contents.of(design.source());
    Map<String, String> settings = StudySettings.of(design, contents);
    folder.claim(settings);
    try (SqliteScoreStore store = SqliteScoreStore.open(folder.scores())) {
      score(store);
      Map<String, String> known = StudySettings.with(settings, store.references());
      folder.claim(known);
      Pool pool = Pool.of(store, contents, design.regime().repetitions(), design.tokenCount());
      return finish(known, pool);
    }
  }

  private void score(ScoreStore store) {
    Pruner.builder()
        .reference(design.reference())
        .listener(ReferenceWork.recorder(design.listener(), folder::record))
        .score(design.source(), store);
  }

  private StudyResult finish(Map<String, String> settings, Pool pool) {
    List<Arm> arms = pool.arms(design.criteria());
    int count = arms.size() * design.seedCount();
    List<CellResult> cells = new ArrayList<>();
    for (int seed = 1; seed <= design.seedCount(); seed++) {
      for (Arm arm : arms) {
        cells.add(cell(settings, pool, arm, seed, cells.size(), count));
      }
    }
    StudyResult result =
        new StudyAnalysis(design, settings, pool, arms, cells, reference()).result();
    folder.write(StudyResult.CELLS_FILE, StudyTables.cells(cells));
    folder.write(StudyResult.ITEMS_FILE, StudyTables.items(cells));
    folder.write(StudyResult.JSON_FILE, StudyJson.of(result));
    return result;
  }

  private CellResult cell(
      Map<String, String> settings, Pool pool, Arm arm, int seed, int finished, int count) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the study was cancelled by interrupting its thread");
    }
    Kept kept = pool.kept(arm, seed);
    String digest = StudySettings.digest(settings, arm, seed, kept);
    Optional<CellResult> known = folder.cell(arm, seed, digest);
    if (known.isPresent()) {
      return known.get();
    }
    design.listener().cellStarted(arm, seed, finished, count);
    CellResult result = new FinalModel(design).run(arm, seed, kept);
    folder.put(arm, seed, digest, result);
    design.listener().cellFinished(result);
    return result;
  }

  private ReferenceWork reference() {
    return folder
        .reference()
        .orElseThrow(
            () ->
                new StudyFolderException(
                    "'"
                        + design.folder().resolve("reference.json")
                        + "' must say how the scores were made, but is missing; delete "
                        + folder.scores().getFileName()
                        + " too, to have both made again"));
  }
}
