using static KerberosGen.Generator.Emission.Names;

namespace KerberosGen.Generator.Emission;

/// <summary>Where a field of fixed size stands: at a constant offset from a reference that has been checked.</summary>
/// <param name="Start">The reference's name.</param>
/// <param name="Offset">Bytes from the reference to the field.</param>
/// <param name="Position">Bytes from the packet's start to the field, as an expression for an error to carry.</param>
internal sealed record Spot(string Start, int Offset, string Position)
{
    private string Index { get; init; } = "";

    /// <summary>The offset as an expression.</summary>
    public string At => Sum(Number(Offset), Index);

    /// <summary>The reference to the first byte.</summary>
    public string Reference => At == "0" ? Start : $"{Unsafe}.Add(ref {Unsafe}.AsRef(in {Start}), {At})";

    /// <summary>The position as an expression.</summary>
    public string Where => Sum(Position, Index);

    /// <summary>So many bytes further.</summary>
    public Spot Plus(int bytes) => bytes == 0 ? this : this with { Offset = Offset + bytes, Position = Sum(Position, Number(bytes)) };

    /// <summary>The entry with the number <c>i</c>.</summary>
    public Spot Entry(int size) => this with { Index = size == 1 ? "i" : $"(i * {Number(size)})" };

    /// <summary>A sum without the zeros, added up as far as it is known.</summary>
    private static string Sum(string left, string right)
    {
        if (int.TryParse(left, out int a) && int.TryParse(right, out int b))
            return Number(a + b);
        if (right is "" or "0")
            return left;
        return left is "" or "0" ? right : $"{left} + {right}";
    }
}
