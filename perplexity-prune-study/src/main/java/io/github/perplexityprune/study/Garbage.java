/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.Deflater;

/** Damage that replaces a text by what corpora from the web are full of, at about its length. */
final class Garbage {
  private static final List<String> NOTICES =
      List.of(
          "We use cookies to give you the best experience on this site. By going on you agree to our"
              + " use of cookies. Read our cookie policy to learn more.",
          "All rights reserved. No part of this site may be reproduced without written permission."
              + " Terms of use. Privacy. Contact. Imprint.",
          "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt"
              + " ut labore et dolore magna aliqua.",
          "Your browser does not support JavaScript. Please switch it on and load the page again.");

  private static final List<String> OFFERS =
      List.of(
          "best price online",
          "buy cheap now",
          "free shipping worldwide",
          "limited time offer",
          "click here",
          "100% satisfaction guaranteed",
          "order today and save",
          "top rated reviews",
          "no credit card needed",
          "discount code inside");

  private static final List<String> TAGS =
      List.of("div", "span", "p", "li", "td", "a", "b", "section", "h2", "ul");

  private static final List<String> LEVELS = List.of("INFO", "WARN", "ERROR", "DEBUG");
  private static final int LONGEST_PARAGRAPH = 400;
  private static final int MIME_LINE = 76;

  private Garbage() {}

  private static <T> T one(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  /** Pieces until the length of the text is reached. */
  private static String filled(String text, Supplier<String> piece) {
    StringBuilder filled = new StringBuilder(text.length());
    while (filled.length() < text.length()) {
      filled.append(piece.get());
    }
    return filled.toString();
  }

  static String boilerplate(String text, Random random) {
    List<String> own =
        Arrays.stream(text.split("\n"))
            .filter(paragraph -> paragraph.length() >= 20)
            .map(line -> line.substring(0, Math.min(line.length(), LONGEST_PARAGRAPH)))
            .toList();
    String paragraph =
        own.isEmpty() || random.nextBoolean() ? one(NOTICES, random) : one(own, random);
    return paragraph + "\n" + filled(text, () -> paragraph + "\n");
  }

  static String base64(String text, Random random) {
    byte[] bytes = new byte[Math.max(3, 3 * text.length() / 4)];
    if (random.nextBoolean()) {
      Deflater deflater = new Deflater();
      deflater.setInput(text.getBytes(UTF_8));
      deflater.finish();
      bytes = Arrays.copyOf(bytes, deflater.deflate(bytes));
      deflater.end();
    } else {
      random.nextBytes(bytes);
    }
    String encoded =
        random.nextBoolean()
            ? Base64.getMimeEncoder(MIME_LINE, new byte[] {'\n'}).encodeToString(bytes)
            : Base64.getEncoder().encodeToString(bytes);
    return random.nextBoolean() ? "Content-Transfer-Encoding: base64\n\n" + encoded : encoded;
  }

  static String htmlSoup(String text, Random random) {
    StringBuilder soup = new StringBuilder();
    for (String word : Scrambling.wordsOf(text)) {
      String tag = one(TAGS, random);
      switch (random.nextInt(6)) {
        case 0 ->
            soup.append('<')
                .append(tag)
                .append(" class=\"c")
                .append(random.nextInt(99))
                .append("\">");
        case 1 -> soup.append("</").append(tag).append('>');
        case 2 ->
            soup.append("<")
                .append(tag)
                .append(" style=\"margin:")
                .append(random.nextInt(40))
                .append("px\">");
        default -> {}
      }
      if (random.nextInt(40) == 0) {
        soup.append("<script>var x").append(random.nextInt(999)).append("=window.q||[];</script>");
      }
      soup.append(word).append(' ');
    }
    return soup.append("<br>").toString();
  }

  static String keywordSpam(String text, Random random) {
    List<String> keywords = frequentWords(text);
    return filled(
        text,
        () ->
            one(OFFERS, random)
                + " "
                + one(keywords, random)
                + (random.nextBoolean() ? ", " : "! "));
  }

  private static List<String> frequentWords(String text) {
    Map<String, Long> counts =
        Scrambling.wordsOf(text).stream()
            .filter(word -> word.length() > 3)
            .collect(groupingBy(word -> word, TreeMap::new, counting()));
    List<String> frequent =
        counts.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(20)
            .map(Map.Entry::getKey)
            .toList();
    return frequent.isEmpty() ? List.of("deal") : frequent;
  }

  static String logDump(String text, Random random) {
    List<String> words = Scrambling.wordsOf(text);
    List<String> named = words.isEmpty() ? List.of("main") : words;
    int[] seconds = {random.nextInt(86_400)};
    return filled(
        text,
        () -> {
          seconds[0] += random.nextInt(30);
          String time =
              String.format(
                  Locale.ROOT,
                  "2024-03-%02d %02d:%02d:%02d",
                  1 + seconds[0] / 86_400 % 28,
                  seconds[0] / 3600 % 24,
                  seconds[0] / 60 % 60,
                  seconds[0] % 60);
          return logLine(time, one(named, random), random);
        });
  }

  /** Addresses are of the block that is set aside for documentation. */
  private static String logLine(String time, String word, Random random) {
    int number = random.nextInt(65_536);
    return switch (random.nextInt(3)) {
      case 0 ->
          String.format(
              Locale.ROOT,
              "192.0.2.%d - - [%s] \"GET /%s HTTP/1.1\" 200 %d\n",
              number % 256,
              time,
              word,
              number);
      case 1 ->
          time
              + " "
              + one(LEVELS, random)
              + " [worker-"
              + number % 16
              + "] "
              + word
              + " took "
              + number
              + " ms\n";
      default -> time + " kernel: [" + number + "." + number % 999 + "] " + word + ": link up\n";
    };
  }
}
