/// What a shell needs to complete a command line, made from the table that help is made from: so none of it grows stale.
///
///     drawdown ex⇥            export
///     drawdown export --a⇥    --as
///     drawdown export --as ⇥  csv  xlsx  mspdi  …
///
/// Operands are completed as files; `help` completes commands and codes.
package struct Completions: Sendable {
  package enum Shell: String, CaseIterable, Sendable { case bash, zsh, fish }

  package var commands: [CommandDescription]
  package var codes: [String]

  package init(commands: [CommandDescription], codes: [String]) {
    self.commands = commands
    self.codes = codes
  }

  /// A script for the shell to read.
  package func script(for shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  private var names: String { commands.map(\.name).joined(separator: " ") }

  private func words(_ flag: Flag) -> [String]? {
    if case .word(let words) = flag.value { words } else { nil }
  }

  /// What may stand in the place of an operand, where it is no file.
  private func operandWords(_ command: CommandDescription) -> [String]? {
    switch command.name {
    case "help": commands.map(\.name) + codes
    case "completions": Shell.allCases.map(\.rawValue)
    default: nil
    }
  }

  // MARK: bash

  private var bash: String {
    var text = """
      # Completions of drawdown for bash: source this file, or put it into bash-completion's folder as 'drawdown'.
      _drawdown() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
        COMPREPLY=()
        if [ "$COMP_CWORD" -eq 1 ]; then
          COMPREPLY=($(compgen -W "\(names) --help --version" -- "$current"))
          return
        fi
        case "${COMP_WORDS[1]} $previous" in

      """
    for command in commands {
      for flag in command.flags where flag.value != .none {
        let choices = words(flag).map { "COMPREPLY=($(compgen -W \"\($0.joined(separator: " "))\" -- \"$current\"))" }
        let reply = choices ?? (flag.value == .path ? "compopt -o default; COMPREPLY=()" : ":")
        text += "    '\(command.name) --\(flag.name)') \(reply); return ;;\n"
      }
    }
    text += "  esac\n  case \"$current\" in\n  -*)\n    case \"${COMP_WORDS[1]}\" in\n"
    for command in commands {
      let flags = (command.flags.map { "--\($0.name)" } + ["--help"]).joined(separator: " ")
      text += "    \(command.name)) COMPREPLY=($(compgen -W \"\(flags)\" -- \"$current\")) ;;\n"
    }
    text += "    esac\n    return ;;\n  esac\n  case \"${COMP_WORDS[1]}\" in\n"
    for command in commands {
      guard let words = operandWords(command) else { continue }
      text += "  \(command.name)) COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$current\")) ;;\n"
    }
    return text + "  *) compopt -o default ;;\n  esac\n}\ncomplete -F _drawdown drawdown\n"
  }

  // MARK: zsh

  private var zsh: String {
    var text = """
      #compdef drawdown
      # Completions of drawdown for zsh: put this file into a folder of $fpath as '_drawdown'.
      _drawdown() {
        local -a commands
        commands=(

      """
    for command in commands {
      text += "    \(quoted(command.name + ":" + command.purpose.replacing(":", with: "\\:")))\n"
    }
    text += """
        )
        if (( CURRENT == 2 )); then
          _describe command commands
          return
        fi
        local command=$words[2]
        shift words
        (( CURRENT-- ))
        case $command in

      """
    for command in commands {
      text += "  \(command.name))\n    _arguments"
      for flag in command.flags {
        let star = flag.isRepeated ? "*" : ""
        var spec = "\(star)--\(flag.name)[\(bracketed(flag.purpose))]"
        if flag.value != .none {
          let action = words(flag).map { "(\($0.joined(separator: " ")))" } ?? (flag.value == .path ? "_files" : "")
          spec += ":\(flag.valueName):\(action)"
        }
        text += " \\\n      \(quoted(spec))"
      }
      text += " \\\n      '--help[the page of help]'"
      let action = operandWords(command).map { "(\($0.joined(separator: " ")))" } ?? "_files"
      for operand in command.operands {
        let place = operand.isRepeated ? "*" : ""
        text += " \\\n      \(quoted("\(place):\(operand.name.replacing(":", with: " ")):\(action)"))"
      }
      text += " ;;\n"
    }
    return text + "  esac\n}\n_drawdown \"$@\"\n"
  }

  private func bracketed(_ text: String) -> String {
    text.replacing("[", with: "(").replacing("]", with: ")").replacing(":", with: "\\:")
  }

  /// In single quotes, as every shell here reads them.
  private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

  // MARK: fish

  private var fish: String {
    var text = "# Completions of drawdown for fish: put this file into ~/.config/fish/completions as 'drawdown.fish'.\n"
    text += "complete -c drawdown -n __fish_use_subcommand -f\n"
    for command in commands {
      text += "complete -c drawdown -n __fish_use_subcommand -a \(command.name) -d \(fishQuoted(command.purpose))\n"
    }
    for command in commands {
      let condition = "-n '__fish_seen_subcommand_from \(command.name)'"
      for flag in command.flags {
        var line = "complete -c drawdown \(condition) -l \(flag.name) -d \(fishQuoted(flag.purpose))"
        if let words = words(flag) {
          line += " -x -a \(fishQuoted(words.joined(separator: " ")))"
        } else if flag.value == .path {
          line += " -r -F"
        } else if flag.value != .none {
          line += " -x"
        }
        text += line + "\n"
      }
      text += "complete -c drawdown \(condition) -l help -d 'the page of help'\n"
      if let words = operandWords(command) {
        text += "complete -c drawdown \(condition) -f -a \(fishQuoted(words.joined(separator: " ")))\n"
      }
    }
    return text
  }

  /// fish reads a backslash in single quotes before a quote and before a backslash.
  private func fishQuoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
