using KerberosGen.Generator.Specs;
using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission.Parts;

/// <summary>A length or count in front of a part.</summary>
internal sealed class PrefixPart(PacketSpec spec, FieldSpec field)
{
    private const int Leb128Bits = 32;

    private readonly PrefixSpec _prefix = field.Prefix!;

    /// <summary>Bytes it takes whatever it says; 0 if that varies.</summary>
    public int Width => _prefix.Width;

    /// <summary>Its bytes in a packet that is written.</summary>
    public string SizeOf(string owner) => Width > 0 ? Number(Width) : $"{Codec}Leb128.SizeOf((ulong){Value(owner)})";

    public void Write(PackCursor cursor)
    {
        if (Width > 0)
        {
            cursor.Source.Line(FieldAccess.Write(AsField, $"({AsField.Integer}){Value("this.")}", cursor.Take(Width)));
            return;
        }

        string written = Parameter(spec, field) + "Prefix";
        cursor.Source.Line($"int {written} = {Codec}Leb128.Write(destination[{cursor.Position}..], (ulong){Value("this.")});");
        cursor.Advance(written);
    }

    /// <summary>Emits what reads it.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="offset">Where it stands.</param>
    public Measure Read(UnpackCursor cursor, string offset)
    {
        string value = Parameter(spec, field) + "Prefix";
        if (Width > 0)
        {
            string run = cursor.NextRun();
            cursor.Need(Number(Width), field);
            cursor.Source.Line($"ref byte {run} = ref {Unsafe}.Add(ref {Reference}(source), at);");
            cursor.Source.Line($"{AsField.Integer} {value} = {FieldAccess.ReadNumber(AsField, new Spot(run, 0, offset))};");
            cursor.Source.Line($"at += {Number(Width)};");
        }
        else
        {
            string result = Parameter(spec, field) + "PrefixRead";
            cursor.Source.Line($"{Result} {result} = {Codec}Leb128.Read({UnpackCursor.Here}, {Number(Leb128Bits)}, out ulong {value});");
            cursor.Refusal.When($"!{result}.IsDone", $"{cursor.Inner(result)}.Within({Number(field.Leaf)}, at)");
            cursor.Source.Line($"at += {result}.Consumed;");
        }

        ulong limit = Width == 0 ? uint.MaxValue : WrittenValue.Limit(AsField);
        return new Measure(value, limit, _prefix.IsCount, _prefix.Adjust, field.Leaf, offset);
    }

    private FieldSpec AsField { get; } = new(field.Name, field.WireName, "", FieldShape.Integer, IntegerOf(field.Prefix!.Width), "", null, field.Prefix.Width)
    {
        Integer = IntegerOf(field.Prefix.Width),
        NaturalSize = field.Prefix.Width switch { 1 => 1, 2 => 2, 3 or 4 => 4, _ => 8 },
        IsBigEndian = field.IsBigEndian,
    };

    private string Value(string owner)
    {
        string amount = _prefix.IsCount ? $"{owner}{field.Name}.Count" : Part.Of(spec, field).SizeOf(owner);
        return _prefix.Adjust == 0 ? amount : $"({amount} + {Number(_prefix.Adjust)})";
    }

    private static string IntegerOf(int width) => width switch { 1 => "byte", 2 => "ushort", 3 or 4 => "uint", _ => "ulong" };
}
