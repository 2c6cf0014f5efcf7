using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace KerberosGen.WireTables;

/// <summary>
/// Reads what <see cref="WireTextWriter"/> writes, and what a person makes of it: columns are told apart by two spaces, not
/// by their place. A line that cannot be understood is an error; what stands around it is read all the same.
/// </summary>
internal sealed class WireTextReader
{
    private const string Types = "Types";

    private static readonly Regex Columns = new(@" {2,}|\t+", RegexOptions.CultureInvariant);
    private static readonly Regex Title = new(@"^(?:(?<code>\d+) )?(?<name>\w+)(?: \((?<layout>.*) layout\))?: (?<rest>.+)$", RegexOptions.CultureInvariant);
    private static readonly Regex Size = new(@"^(?<least>at least )?(?<bytes>\d+) bytes?$", RegexOptions.CultureInvariant);
    private static readonly Regex Rules = new(@"^(?<use>[^\[\]]*?) ?(?<rules>(?:\[[^\[\]]*\] ?)*)$", RegexOptions.CultureInvariant);

    private readonly string[] _lines;
    private readonly ImmutableArray<WireTable>.Builder _tables = ImmutableArray.CreateBuilder<WireTable>();
    private readonly ImmutableArray<WireType>.Builder _types = ImmutableArray.CreateBuilder<WireType>();
    private readonly ImmutableArray<WireTextError>.Builder _errors = ImmutableArray.CreateBuilder<WireTextError>();
    private int _at;

    private WireTextReader(string text) => _lines = [.. text.Split('\n').Select(line => line.TrimEnd())];

    private bool IsAtEnd => _at >= _lines.Length;

    private string Line => _lines[_at];

    private bool IsSection => _at + 1 < _lines.Length && Line.Length > 0 && _lines[_at + 1].Length > 0 && _lines[_at + 1].All(c => c == '=');

    public static WireDocument Read(string text, out ImmutableArray<WireTextError> errors)
    {
        var reader = new WireTextReader(text);
        WireDocument document = reader.ReadDocument();
        errors = reader._errors.OrderBy(e => e.Line).ToImmutableArray();
        return document;
    }

    private static string[] CellsOf(string line) => Columns.Split(line.Trim());

    private WireDocument ReadDocument()
    {
        string name = "";
        if (_lines[0].TrimStart('\uFEFF') is var first && first.EndsWith(WireTextWriter.Heading, StringComparison.Ordinal))
            name = first.Substring(0, first.Length - WireTextWriter.Heading.Length);
        else
            _errors.Add(new WireTextError(1, $"the first line names the namespace: 'Example{WireTextWriter.Heading}'"));
        while (!IsAtEnd && !IsSection)
            _at++;
        while (!IsAtEnd)
            ReadSection();
        CheckNames();
        return new WireDocument(name, _tables.ToImmutable(), _types.ToImmutable());
    }

    private void ReadSection()
    {
        string title = Line;
        WireKind? kind = null;
        foreach (WireKind candidate in WireTextWriter.Kinds)
        {
            if (WireTextWriter.TitleOf(candidate) == title)
                kind = candidate;
        }

        if (kind is null && title != Types)
            Fail($"'{title}' is no part of this file: Headers, Requests, Responses, Structures, Unions or Types");
        _at += 2;
        while (!IsAtEnd && !IsSection)
        {
            if (Line.Length == 0)
                _at++;
            else if (title == Types)
                ReadTypes();
            else if (Line[0] is ' ' or '\t')
                FailAndSkip("a packet begins at the start of a line, with its title: 'Greeting: 24 bytes'");
            else
                ReadTable(kind);
        }
    }

    private void ReadTable(WireKind? kind)
    {
        int line = _at + 1;
        WireTable? table = ReadTitle(kind ?? WireKind.Structure);
        _at++;
        var words = new List<string>();
        while (!IsAtEnd && Line.Length > 0 && Line[0] == ' ')
            words.Add(_lines[_at++].Trim());
        int next = _at;
        while (next < _lines.Length && _lines[next].Length == 0)
            next++;
        ImmutableArray<WireRow> rows = ImmutableArray<WireRow>.Empty;
        if (next < _lines.Length && _lines[next][0] is ' ' or '\t' && CellsOf(_lines[next])[0] == "field")
        {
            _at = next + 1;
            rows = ReadRows();
        }
        else if (words.Count > 0 && words[words.Count - 1] == WireTextWriter.NoPayload)
        {
            words.RemoveAt(words.Count - 1);
        }
        else if (table is not null)
        {
            _errors.Add(new WireTextError(line, $"'{table.Name}' has no table; if it has no fields, say '{WireTextWriter.NoPayload}'"));
        }

        if (table is not null && kind is not null)
            _tables.Add(table with { Summary = string.Join(" ", words), Rows = rows, Line = line });
    }

    private WireTable? ReadTitle(WireKind kind)
    {
        Match match = Title.Match(Line);
        if (!match.Success)
        {
            Fail("a packet's title is its name and its size: 'Greeting: 24 bytes', or with a code '1029 ChatMessage: at least 20 bytes'");
            return null;
        }

        var table = new WireTable(kind, match.Groups["name"].Value, 0, null, "", ImmutableArray<WireRow>.Empty)
        {
            WireLayout = match.Groups["layout"] is { Success: true, Value: var layout } ? layout : null,
        };
        if (match.Groups["code"] is { Success: true, Value: var digits })
        {
            if (ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ushort code) && table.IsMessage)
                table = table with { Code = code };
            else
                Fail(table.IsMessage ? $"a code is 0 to 65535, not {digits}" : $"'{table.Name}' has a code, which only requests and responses have");
        }
        else if (table.IsMessage)
        {
            Fail($"'{table.Name}' has no code in front of its name");
        }

        bool hasSize = false;
        foreach (string part in match.Groups["rest"].Value.Split([", "], StringSplitOptions.None))
        {
            if (Size.Match(part) is { Success: true } size && int.TryParse(size.Groups["bytes"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int bytes))
            {
                hasSize = true;
                table = table with { MinSize = bytes, Size = size.Groups["least"].Success ? null : bytes };
            }
            else if (WithPart(table, part) is { } with)
            {
                table = with;
            }
            else
            {
                Fail($"'{part}' in the title of '{table.Name}' is not understood");
            }
        }

        if (!hasSize)
            Fail($"'{table.Name}' has no size in its title");
        return table;
    }

    private static WireTable? WithPart(WireTable table, string part) => part switch
    {
        "in front of requests" => table with { Announces = WireKind.Request },
        "in front of responses" => table with { Announces = WireKind.Response },
        "ignored padding" => table with { IsPaddingIgnored = true },
        "with rules of its own" => table with { HasOwnRules = true },
        "aligned to 2" => table with { Align = 2 },
        "aligned to 4" => table with { Align = 4 },
        "aligned to 8" => table with { Align = 8 },
        "aligned to 16" => table with { Align = 16 },
        _ when part.EndsWith(" with its header", StringComparison.Ordinal) => table,
        _ => null,
    };

    private ImmutableArray<WireRow> ReadRows()
    {
        ImmutableArray<WireRow>.Builder rows = ImmutableArray.CreateBuilder<WireRow>();
        for (; !IsAtEnd && Line.Length > 0 && Line[0] is ' ' or '\t'; _at++)
        {
            if (Line.Trim().All(c => c is '-' or ' '))
                continue;
            if (ReadRow(CellsOf(Line)) is not { } row)
                continue;
            if (rows.Any(r => r.Name == row.Name))
                Fail($"two rows are called '{row.Name}'");
            else
                rows.Add(row);
        }

        return rows.ToImmutable();
    }

    private WireRow? ReadRow(string[] cells)
    {
        if (cells.Length < 4)
        {
            Fail($"a row is field, type, offset, size and use, with two spaces between them; this one has {cells.Length} of these");
            return null;
        }

        if (!cells[0].All(c => char.IsLetterOrDigit(c) || c == '_'))
        {
            Fail($"'{cells[0]}' is no field's name; two spaces stand between the columns");
            return null;
        }

        int? offset = null;
        if (int.TryParse(cells[2], NumberStyles.None, CultureInfo.InvariantCulture, out int at))
            offset = at;
        else if (cells[2] != "varies")
        {
            Fail($"the offset of '{cells[0]}' is a number of bytes or 'varies', not '{cells[2]}'");
            return null;
        }

        string use = string.Join(" ", cells.Skip(4));
        Match match = Rules.Match(use);
        if (!match.Success)
        {
            Fail($"the rules of '{cells[0]}' stand in square brackets behind its use");
            return null;
        }

        var rules = new List<string>();
        foreach (string rule in WireRuleReader.Split(match.Groups["rules"].Value.TrimEnd()))
        {
            if (WireRuleReader.Read(rule) is null)
                Fail($"[{rule}] of '{cells[0]}' is no rule");
            else
                rules.Add(rule);
        }

        return new WireRow(cells[0], cells[1], offset, cells[3], match.Groups["use"].Value, WireRuleReader.Join(rules)) { Line = _at + 1 };
    }

    private void ReadTypes()
    {
        string[] cells = CellsOf(Line);
        if (cells[0] == "type" || Line.Trim().All(c => c is '-' or ' '))
        {
            _at++;
            return;
        }

        int size = 0;
        if (cells.Length < 3 || (cells[1] != "-" && !int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out size)))
        {
            FailAndSkip("a type's row is its name, its size in bytes and what it holds, with two spaces between them");
            return;
        }

        _types.Add(new WireType(cells[0], cells[1] == "-" ? null : size, string.Join(" ", cells.Skip(2))) { Line = _at + 1 });
        _at++;
    }

    private void CheckNames()
    {
        foreach (IGrouping<string, WireTable> same in _tables.GroupBy(t => t.Name).Where(g => g.Count() > 1))
            _errors.Add(new WireTextError(same.Last().Line, $"two packets are called '{same.Key}'"));
        foreach (IGrouping<string, WireType> same in _types.GroupBy(t => t.Name).Where(g => g.Count() > 1))
            _errors.Add(new WireTextError(same.Last().Line, $"two types are called '{same.Key}'"));
    }

    private void Fail(string message) => _errors.Add(new WireTextError(_at + 1, message));

    private void FailAndSkip(string message)
    {
        Fail(message);
        _at++;
    }
}
