/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a browser without a window: the one that the environment's {@code CHROME_BIN} names,
 * else a Chromium or Chrome on the path. Skipped when there is none.
 */
class BrowserTests {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");

  @TempDir private Path folder;
  private Optional<String> browser = Optional.empty();

  @BeforeEach
  void findBrowser() {
    browser =
        Optional.ofNullable(System.getenv("CHROME_BIN"))
            .or(
                () ->
                    Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .flatMap(path -> NAMES.stream().map(name -> Path.of(path, name)))
                        .filter(Files::isExecutable)
                        .map(Path::toString)
                        .findFirst());
    assumeThat(browser).as("a browser: set CHROME_BIN to one").isPresent();
  }

  private String run(Path page, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of(browser.orElseThrow(), "--headless"));
    command.addAll(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"));
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.addAll(List.of(options));
    command.add(page.toUri().toString());
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the browser must end within a minute, but did not");
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private Path page() {
    List<Sample> samples = new ArrayList<>(Sample.thousandths(500));
    String script = "<script>document.body.setAttribute('class', 'hacked')</script>";
    samples.add(new Sample("hostile", script + "<img src=x onerror=\"" + script + "\">", "", 9, 5));
    Path file = folder.resolve("report.html");
    PruneReport.of(Sample.prune(samples, medium(0.5))).writeHtml(file);
    return file;
  }

  @Test
  void readsThePageAsItWasWritten() throws Exception {
    Path file = page();

    String read = run(file, "--dump-dom");

    String written = Files.readString(file);
    assertThat(count(read, "<rect")).isEqualTo(count(written, "<rect"));
    assertThat(count(read, "<article")).isEqualTo(count(written, "<article"));
    assertThat(count(read, "<span")).isEqualTo(count(written, "<span"));
    assertThat(count(read, "<tr")).isEqualTo(count(written, "<tr"));
    assertThat(read).contains("&lt;script&gt;").doesNotContain("<script", "<img", "class=\"hacked");
  }

  @Test
  void looksDifferentInTheDarkAndOnAPhone() throws Exception {
    Path file = page();

    byte[] light = screenshot(file, "--window-size=1100,1500");
    byte[] dark =
        screenshot(file, "--window-size=1100,1500", "--blink-settings=preferredColorScheme=0");
    byte[] phone = screenshot(file, "--window-size=500,1500");

    assertThat(light).hasSizeGreaterThan(20_000).isNotEqualTo(dark);
    assertThat(phone).hasSizeGreaterThan(20_000);
  }

  private byte[] screenshot(Path file, String... options) throws Exception {
    Path picture = folder.resolve("picture.png");
    String[] all =
        Stream.concat(Stream.of(options), Stream.of("--screenshot=" + picture))
            .toArray(String[]::new);
    run(file, all);
    return Files.readAllBytes(picture);
  }

  private static long count(String html, String tag) {
    return Pattern.compile(Pattern.quote(tag) + "[ />]").matcher(html).results().count();
  }
}
