/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Renders a command's options in their sections, as they are declared; the others come last. */
final class OptionList implements IHelpSectionRenderer {
  @Override
  public String render(Help help) {
    Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
    for (OptionSpec option : help.commandSpec().options()) {
      sections
          .computeIfAbsent(heading(help.commandSpec(), option), heading -> new ArrayList<>())
          .add(option);
    }
    List<OptionSpec> others = sections.remove(OptionSection.OTHER);
    if (others != null) {
      sections.put(OptionSection.OTHER, others);
    }
    StringBuilder text = new StringBuilder();
    sections.forEach((heading, options) -> text.append(render(help, heading, options)));
    return text.toString();
  }

  /** That of the mixin which declares the option, or else of the command. */
  private static String heading(CommandSpec command, OptionSpec option) {
    Object declarer =
        command.mixins().values().stream()
            .filter(mixin -> mixin.optionsMap().containsKey(option.longestName()))
            .findAny()
            .orElse(command)
            .userObject();
    return declarer instanceof OptionSection section ? section.heading() : OptionSection.OTHER;
  }

  private static String render(Help help, String heading, List<OptionSpec> options) {
    Layout layout = help.createDefaultLayout();
    layout.addOptions(options, help.parameterLabelRenderer());
    return System.lineSeparator() + heading + ":" + System.lineSeparator() + layout;
  }
}
