using System.Collections.Immutable;

namespace KerberosGen.Generator.Tests.RandomLanguage;

internal sealed partial class PacketMaker
{
    /// <summary>Fields that share an integer; one of them may be a length or count.</summary>
    private void AddBits(string? measure = null, string? word = null)
    {
        int total = random.Pick(8, 16, 32, 64);
        int left = total;
        bool isFirst = true;
        while (left > 0)
        {
            int most = left;
            bool isMeasure = measure is not null && left >= 4 && (left < 12 || random.Chance(2));
            int bits = isMeasure ? random.Next(4, Math.Min(most, 20) + 1) : random.Next(1, Math.Min(most, 20) + 1);
            // What is left behind must have room for the measure.
            if (!isMeasure && measure is not null && left - bits < 4)
                bits = Math.Max(1, left - 4);
            string name = isMeasure ? measure! : names.Dequeue();
            string type = bits switch { <= 8 => random.Pick("byte", "uint"), <= 16 => random.Pick("ushort", "ulong"), _ => random.Pick("uint", "ulong") };
            string more = isFirst && (_endsInBits || random.Chance(4)) ? ", NewInteger = true" : "";
            DeclaredField field = new DeclaredField(type, name) { Words = [$"Bits({bits}{more})"] };
            bool isBoolean = bits == 1 && !isMeasure && random.Chance(2);
            string? rule = isMeasure ? null : isBoolean ? null : _fixedFields.Rule(bits, false);
            if (isBoolean)
                field = field with { Type = "bool" };
            if (isMeasure)
                field = field.With(word!);
            if (rule is not null)
                field = field.With(rule);
            if (isFirst && random.Chance(10))
                field = field.With($"PadBefore({random.Next(1, 4)}{Ignored()})");
            if (isFirst && random.Chance(10))
                field = field.With($"Align({random.Pick("2", "4")})");
            _fields.Add(field);
            _unconditional.Add(name);
            _controls.Add(new Control(name, bits, isBoolean, rule is null && (!isMeasure || IsPlain(word!))));
            measure = isMeasure ? null : measure;
            left -= bits;
            isFirst = false;
        }

        _endsInBits = true;
        Size += total / 8;
    }

    /// <summary>A part that goes on to the end; behind it, where the packet's length is known, fields of fixed size.</summary>
    private void AddLast(bool announces)
    {
        OpenField open = _openFields.Make(names.Dequeue(), mayBeMeasured: false, mayGoOn: true, mayBeUnion: Choosers.Length > 0);
        Add(open, null);
        if (!announces || open.Ending != Ending.None)
        {
            IsGreedy &= !announces;
            return;
        }

        IsGreedy = false;
        for (int i = random.Next(0, 3); i > 0; i--)
        {
            (DeclaredField field, _, int size) = _fixedFields.Make(names.Dequeue());
            _fields.Add(field);
            _endsInBits = false;
            Size += size;
        }
    }

    private void AddChecksum()
    {
        if (!random.Chance(4) || IsGreedy || _fields.Count == 0)
            return;
        string function = random.Pick("Crc16", "Crc16Ccitt", "Crc32", "Adler32", "InternetChecksum");
        (DeclaredField sum, int size) = _fixedFields.Unsigned(names.Dequeue(), 2);
        int from = random.Next(0, _fields.Count);
        int to = random.Next(from, _fields.Count);
        bool isLast = _fields[^1].Words.IsEmpty || random.Chance(2);
        string range = random.Next(0, 3) switch
        {
            0 => $"(From = nameof({_fields[from].Name}))",
            1 => $"(From = nameof({_fields[from].Name}), To = nameof({_fields[to].Name}))",
            _ => "",
        };
        Size += size;
        // One in front covers what follows it.
        if (!isLast && range.Contains("To", StringComparison.Ordinal) && !_fields.Any(static f => f.Words.Any(static w => w.StartsWith("PacketLength", StringComparison.Ordinal) || w.StartsWith("Bits", StringComparison.Ordinal))))
            _fields.Insert(0, sum.With($"Checksum<{function}>{range}"));
        else
            _fields.Add(sum.With($"Checksum<{function}>{range}"));
    }

    /// <summary>Values that follow from others, and rules of the declaration's own.</summary>
    private void AddRules()
    {
        Control[] numbers = [.. _controls.Where(static c => !c.IsBoolean && c.IsFree)];
        if (numbers.Length == 0)
            return;
        var rest = ImmutableArray.CreateBuilder<string>();
        Control number = random.Pick<Control>(numbers);
        bool hasRoomBehind = !_fields[^1].Words.Any(static w => w.StartsWith("Checksum", StringComparison.Ordinal));
        if (random.Chance(5) && !IsGreedy && hasRoomBehind)
        {
            (string type, string value) = random.Pick(("byte", "unchecked((byte)({0} * 2))"), ("ushort", "(ushort)({0} & 0x1ff)"), ("bool", "{0} == 1"), ("sbyte", "unchecked((sbyte){0})"));
            _fields.Add(new DeclaredField(type, names.Dequeue()) { Words = ["Computed(nameof(FollowsFromIt))", .. type == "bool" ? [] : _fixedFields.Order()] });
            rest.Add($"public readonly {type} FollowsFromIt => {string.Format(System.Globalization.CultureInfo.InvariantCulture, value, number.Name)};");
            Size += 2;
        }

        if (random.Chance(6))
            rest.Add($"readonly partial void Validate(ref PacketValidation validation) {{ if ({number.Name} == 9) validation.Refuse(nameof({number.Name})); }}");
        Rest = rest.ToImmutable();
    }
}
