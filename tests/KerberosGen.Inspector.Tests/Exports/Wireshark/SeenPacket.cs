namespace KerberosGen.Inspector.Tests.Exports.Wireshark;

/// <summary>A packet as a decoder sees it: where it ends, what it is called, what is in it, what is wrong with it.</summary>
/// <param name="Frame">The frame that completes it, from 1.</param>
/// <param name="Name">Its name, or <c>garbage</c>, <c>unknown</c>, <c>gap</c>.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Fields">Its fields that hold no others.</param>
/// <param name="Findings">The ids of what is wrong, in order of the ids.</param>
internal sealed record SeenPacket(int Frame, string Name, int Length, IReadOnlyList<SeenField> Fields, IReadOnlyList<string> Findings)
{
    public override string ToString() =>
        $"frame {Frame}: {Name}, {Length} bytes [{string.Join(", ", Findings)}]\n" + string.Concat(Fields.Select(f => $"  {f}\n"));
}

/// <summary>A field that holds no others.</summary>
/// <param name="Name">Its filter.</param>
/// <param name="Offset">Bytes from the packet's first.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Value">Its value in words.</param>
internal sealed record SeenField(string Name, int Offset, int Length, string Value);
