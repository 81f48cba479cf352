/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command on disks that are full or cannot be written to: small file systems in memory, mounted
 * where only these processes see them. Skipped where that is not permitted.
 */
final class DiskTests {
  private static final int NOT_PERMITTED = 77;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"20k", "300k", "700k"})
  void aFullDiskEndsWithASentenceAndWithRoomTheSameCommandFinishes(String size) throws Exception {
    Path undisturbed = folder.resolve("undisturbed");
    String command = command(folder.resolve("mount/out"));
    shell(command(undisturbed));

    String printed =
        shell(
            "mount -t tmpfs -o size=%1$s tmpfs %2$s/mount || exit %3$d; %4$s; echo first=$?;"
                    .formatted(size, folder, NOT_PERMITTED, command)
                + " mount -o remount,size=100m %1$s/mount && %2$s; echo second=$?; cp -r %1$s/mount/out %1$s/copy"
                    .formatted(folder, command));

    assertThat(printed).contains("first=1", "perplexity-prune: ", "second=0");
    assertThat(printed).doesNotContain("should not have happened", "\tat ");
    assertThat(Leftovers.of(folder.resolve("copy"))).isEqualTo(Leftovers.of(undisturbed));
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamed() throws Exception {
    String printed =
        shell(
            "mount -t tmpfs -o ro tmpfs %1$s/mount || exit %2$d; %3$s; echo first=$?"
                .formatted(folder, NOT_PERMITTED, command(folder.resolve("mount/out"))));

    assertThat(printed).contains("first=1", "mount/out").doesNotContain("\tat ");
  }

  private String command(Path output) throws IOException {
    Path corpus = SampleCorpus.write(folder.resolve("corpus.jsonl"), 3_000);
    return ChildCommand.create()
        .withToyEngine()
        .words("prune", "-q", "-i", corpus, "-o", output, "-k", "high:0.5")
        .stream()
        .map(word -> "'" + word + "'")
        .collect(Collectors.joining(" "));
  }

  /** Runs a script where it may mount, and gives what it printed. */
  private String shell(String script) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "there is no unshare");
    Files.createDirectories(folder.resolve("mount"));
    Path printed = folder.resolve("printed.txt");
    int exitCode =
        new ProcessBuilder(List.of("unshare", "--mount", "--map-root-user", "sh", "-c", script))
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start()
            .waitFor();
    String text = Files.readString(printed);
    assumeTrue(
        exitCode != NOT_PERMITTED && !text.startsWith("unshare:"),
        () -> "mounting is not permitted here: " + text);
    return text;
  }
}
