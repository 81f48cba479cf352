/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command is killed at random moments and run again until it ends by itself; what it leaves
 * must be what it leaves undisturbed. By hand: {@code -Dkills=1000}, {@code -Dkills.seed}.
 */
final class KillTests {
  private static final int KILLS = Integer.getInteger("kills", 52);
  private static final long SEED = Long.getLong("kills.seed", 20240522);

  /** One kill in so many is of the slow command with PyTorch. */
  private static final int TRAINING_SHARE = 7;

  @TempDir private Path folder;

  @Test
  void scoringSelectingAndWritingSurviveKills() throws Exception {
    Path corpus = SampleCorpus.write(folder.resolve("corpus.jsonl"), 2_500);

    killed(
        KILLS - KILLS / TRAINING_SHARE,
        () -> ChildCommand.create().withToyEngine().withHeap(256),
        "prune -k medium:0.5 --write-scores --write-dropped --shard-size 40K --domain-field source"
            + " --checkpoint-interval 0.001 -q -i "
            + corpus);
  }

  @Test
  void trainingAndScoringWithPyTorchSurviveKills() throws Exception {
    Path corpus = SampleCorpus.write(folder.resolve("corpus.jsonl"), 200);

    killed(
        KILLS / TRAINING_SHARE,
        () -> ChildCommand.create().withHeap(512),
        "prune -k low:0.4 --device cpu --train-tokens 20000 --checkpoint-interval 0.2 -q -i "
            + corpus);
  }

  @Test
  void aPoliteEndHasItsOwnExitCodeInEveryPhaseAndTheSameCommandGoesOn() throws Exception {
    Path corpus = SampleCorpus.write(folder.resolve("corpus.jsonl"), 200);
    String arguments =
        "prune -k low:0.4 --device cpu --train-tokens 10000 -q --write-scores -i " + corpus;
    Path undisturbed = folder.resolve("undisturbed");
    assertThat(start(ChildCommand::create, arguments, undisturbed).exitCode()).isZero();
    Path output = folder.resolve("interrupted");

    for (String phase :
        List.of(
            "TERM scores.db", "INT reference.training", "TERM reference", "INT .writing/kept")) {
      String signal = phase.split(" ")[0];
      String sign = phase.split(" ")[1];
      ChildCommand.Running running = start(ChildCommand::create, arguments, output);
      while (running.process().isAlive() && !Files.exists(output.resolve(sign))) {
        Thread.sleep(5);
      }
      send(signal, running.process());

      assertThat(running.exitCode()).as(running.printed()).isIn(ExitCode.INTERRUPTED, 0);
      assertThat(running.printed())
          .satisfiesAnyOf(
              printed -> assertThat(printed).contains("Run the same command again"),
              printed -> assertThat(running.process().exitValue()).isZero());
    }
    ChildCommand.Running last = start(ChildCommand::create, arguments, output);

    assertThat(last.exitCode()).as(last.printed()).isZero();
    assertThat(Leftovers.of(output)).isEqualTo(Leftovers.of(undisturbed));
  }

  /** Ctrl-C is the signal INT. */
  private static void send(String signal, Process process) throws Exception {
    new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid())).start().waitFor();
  }

  private void killed(int kills, Supplier<ChildCommand> command, String arguments)
      throws Exception {
    Path undisturbed = folder.resolve("undisturbed");
    long start = System.nanoTime();
    ChildCommand.Running whole = start(command, arguments, undisturbed);
    assertThat(whole.exitCode()).as(whole.printed()).isZero();
    long nanos = System.nanoTime() - start;
    long latest = 2 * nanos; // later than most runs end, so that each episode does
    Map<String, String> expected = Leftovers.of(undisturbed);
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, Integer> moments = new TreeMap<>();
    int done = 0;
    for (int episode = 0; done < kills; episode++) {
      Path output = folder.resolve("episode-" + episode);
      int before = done;
      while (!endsBeforeKill(command, arguments, output, random.nextLong(latest))) {
        done++;
        moments.merge(moment(output), 1, Integer::sum);
      }
      assertThat(Leftovers.of(output))
          .as("seed %d, episode %d, kills %d to %d", SEED, episode, before, done)
          .isEqualTo(expected);
      MoreFiles.deleteRecursively(output, RecursiveDeleteOption.ALLOW_INSECURE);
    }
    System.out.printf(
        "%d kills in runs of %d ms, while: %s%n",
        done, TimeUnit.NANOSECONDS.toMillis(nanos), moments);
  }

  private ChildCommand.Running start(Supplier<ChildCommand> command, String arguments, Path output)
      throws IOException {
    Object[] words = (arguments + " -o " + output).split(" ");
    return command.get().start(folder.resolve("log.txt"), words);
  }

  /** Whether it ended by itself, and then well; otherwise it was killed. */
  private boolean endsBeforeKill(
      Supplier<ChildCommand> command, String arguments, Path output, long nanos) throws Exception {
    ChildCommand.Running running = start(command, arguments, output);
    if (running.process().waitFor(nanos, TimeUnit.NANOSECONDS)) {
      assertThat(running.exitCode()).as("seed %d: %s", SEED, running.printed()).isZero();
      return true;
    }
    running.process().toHandle().destroyForcibly();
    running.process().waitFor();
    return false;
  }

  /** What the killed process was doing, as far as its files tell. */
  private static String moment(Path output) {
    if (Files.exists(output.resolve(".writing/kept"))) {
      return "writing";
    }
    if (Files.exists(output.resolve("manifest.json"))) {
      return "ending";
    }
    if (Files.exists(output.resolve("reference"))) {
      return "scoring";
    }
    if (Files.exists(output.resolve("reference.training"))) {
      return "training";
    }
    return Files.exists(output.resolve("scores.db")) ? "surveying" : "starting";
  }
}
