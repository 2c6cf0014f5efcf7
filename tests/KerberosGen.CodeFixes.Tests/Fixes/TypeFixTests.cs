using KerberosGen.CodeFixes.Tests.Running;

namespace KerberosGen.CodeFixes.Tests.Fixes;

/// <summary>Fixes to a declared type's first line.</summary>
public sealed class TypeFixTests
{
    [Fact]
    public Task A_type_that_is_not_partial_becomes_partial() => Fixing.Turns<MakePartialFix>(
        "namespace Shop;\n[FixedBytes(4)]\npublic readonly struct Badge; // worn\n",
        "Make 'Badge' partial",
        "namespace Shop;\n[FixedBytes(4)]\npublic readonly partial struct Badge; // worn\n");

    [Fact]
    public Task A_type_without_a_modifier_becomes_partial_below_its_attribute() => Fixing.Turns<MakePartialFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\nstruct Box\n{\n    public byte X;\n}\n",
        "Make 'Box' partial",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\npartial struct Box\n{\n    public byte X;\n}\n");

    [Fact]
    public Task All_types_of_a_project_become_partial_at_once() => Fixing.TurnsAll<MakePartialFix>(
        [
            "namespace Shop;\n[FixedBytes(4)] public readonly struct Badge;\n[FixedText(4)] public readonly struct Label;\n",
            "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public struct Box { public byte X; }\n",
        ],
        [
            "namespace Shop;\n[FixedBytes(4)] public readonly partial struct Badge;\n[FixedText(4)] public readonly partial struct Label;\n",
            "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public partial struct Box { public byte X; }\n",
        ]);

    [Fact]
    public Task A_packet_of_variable_size_becomes_a_ref_struct() => Fixing.Turns<MakeRefStructFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\npublic partial struct Box\n{\n    public ReadOnlySpan<byte> Body;\n}\n",
        "Make 'Box' a ref struct",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\npublic ref partial struct Box\n{\n    public ReadOnlySpan<byte> Body;\n}\n");

    [Fact]
    public Task A_packet_of_fixed_size_loses_its_ref() => Fixing.Turns<RemoveRefFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\npublic ref partial struct Box { public byte X; }\n",
        "Remove 'ref' from 'Box'",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\npublic partial struct Box { public byte X; }\n");

    [Fact]
    public Task A_domain_type_loses_its_ref() => Fixing.Turns<RemoveRefFix>(
        "namespace Shop;\n[FixedBytes(4)] public readonly ref partial struct Badge;\n",
        "Remove 'ref' from 'Badge'",
        "namespace Shop;\n[FixedBytes(4)] public readonly partial struct Badge;\n");

    [Fact]
    public Task A_record_becomes_a_plain_struct() => Fixing.Turns<MakePlainStructFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\npublic partial record struct Box\n{\n    public byte X;\n}\n",
        "Make 'Box' a plain struct",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\npublic partial struct Box\n{\n    public byte X;\n}\n");

    [Fact]
    public Task A_record_that_is_not_partial_becomes_partial_on_the_way() => Fixing.Turns<MakePlainStructFix>(
        "namespace Shop;\n[FixedBytes(4)] public readonly record struct Badge;\n",
        "Make 'Badge' a plain struct",
        "namespace Shop;\n[FixedBytes(4)] public readonly partial struct Badge;\n");

    [Fact]
    public Task A_positional_record_is_left_to_its_author() => Fixing.OffersNothing<MakePlainStructFix>(
        "namespace Shop;\n[Packet] public partial record struct Box(byte X);\n");
}
