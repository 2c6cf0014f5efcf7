using KerberosGen.CodeFixes.Tests.Running;

namespace KerberosGen.CodeFixes.Tests.Fixes;

/// <summary>Fixes that give a variable field its length, or a place where it needs none.</summary>
public sealed class LengthFixTests
{
    [Fact]
    public Task Bytes_without_a_length_get_one_before_them_documented_as_they_are() => Fixing.Turns<AddLengthFix>(
        """
        namespace Shop;

        /// <summary>A box.</summary>
        [Packet]
        public ref partial struct Box
        {
            /// <summary>Whose it is.</summary>
            public Nonce Owner;

            /// <summary>What is in it.</summary>
            public ReadOnlySpan<byte> Body;

            /// <summary>The end.</summary>
            public byte Last;
        }
        """,
        "Add 'BodyLength' before 'Body'",
        """
        namespace Shop;

        /// <summary>A box.</summary>
        [Packet]
        public ref partial struct Box
        {
            /// <summary>Whose it is.</summary>
            public Nonce Owner;

            /// <summary>Bytes in <see cref="Body"/>.</summary>
            [LengthOf(nameof(Body))] public uint BodyLength;

            /// <summary>What is in it.</summary>
            public ReadOnlySpan<byte> Body;

            /// <summary>The end.</summary>
            public byte Last;
        }
        """);

    [Fact]
    public Task A_list_without_a_count_gets_one_without_ceremony_where_there_is_none() => Fixing.Turns<AddLengthFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\nref partial struct Box\n{\n    internal PacketList<Point> Points;\n    internal byte Last;\n}\n",
        "Add 'PointsCount' before 'Points'",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\nref partial struct Box\n{\n    [CountOf(nameof(Points))] internal uint PointsCount;\n    internal PacketList<Point> Points;\n    internal byte Last;\n}\n");

    [Fact]
    public Task A_length_keeps_a_declaration_on_one_line() => Fixing.Turns<AddLengthFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public ReadOnlySpan<byte> Body; public byte Last; }\n",
        "Add 'BodyLength' before 'Body'",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { [LengthOf(nameof(Body))] public uint BodyLength; public ReadOnlySpan<byte> Body; public byte Last; }\n");

    [Fact]
    public Task A_file_with_windows_line_ends_keeps_them() => Fixing.Turns<AddLengthFix>(
        "namespace Shop;\r\n/// <summary>A box.</summary>\r\n[Packet]\r\npublic ref partial struct Box\r\n{\r\n    public byte First;\r\n\r\n    public ReadOnlySpan<byte> Body;\r\n\r\n    public byte Last;\r\n}\r\n",
        "Add 'BodyLength' before 'Body'",
        "namespace Shop;\r\n/// <summary>A box.</summary>\r\n[Packet]\r\npublic ref partial struct Box\r\n{\r\n    public byte First;\r\n\r\n    [LengthOf(nameof(Body))] public uint BodyLength;\r\n\r\n    public ReadOnlySpan<byte> Body;\r\n\r\n    public byte Last;\r\n}\r\n");

    [Fact]
    public Task An_integer_that_is_called_the_length_becomes_it() => Fixing.Turns<AddLengthFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { [BigEndian] public ushort Length; public ReadOnlySpan<byte> Body; public byte Last; }\n",
        "Make 'Length' measure 'Body'",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { [BigEndian] [LengthOf(nameof(Body))] public ushort Length; public ReadOnlySpan<byte> Body; public byte Last; }\n");

    [Fact]
    public Task An_integer_that_measures_something_else_already_is_left_to_it() => Fixing.Turns<AddLengthFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { [LengthOf(nameof(Head))] public byte Length; public ReadOnlySpan<byte> Head, Body; public byte Last; }\n",
        "Add 'BodyLength' before 'Body'",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { [LengthOf(nameof(Head))] public byte Length; [LengthOf(nameof(Body))] public uint BodyLength; public ReadOnlySpan<byte> Head, Body; public byte Last; }\n");

    [Fact]
    public Task A_length_is_not_added_where_its_name_means_something_else() => Fixing.OffersNothing<AddLengthFix>(
        "namespace Shop;\n[Packet] public ref partial struct Box { public ReadOnlySpan<byte> Body; public int BodyLength; }\n");

    [Fact]
    public Task An_attribute_is_written_in_full_where_its_name_means_another() => Fixing.Turns<AddLengthFix>(
        "namespace Shop;\ninternal sealed class LengthOfAttribute : Attribute;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public ReadOnlySpan<byte> Body; public byte Last; }\n",
        "Add 'BodyLength' before 'Body'",
        "namespace Shop;\ninternal sealed class LengthOfAttribute : Attribute;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { [KerberosGen.LengthOf(nameof(Body))] public uint BodyLength; public ReadOnlySpan<byte> Body; public byte Last; }\n");

    [Fact]
    public Task Lengths_are_added_all_over_a_project_at_once() => Fixing.TurnsAll<AddLengthFix>(
        [
            "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public ReadOnlySpan<byte> Body; public byte Last; }\n/// <summary>A list.</summary>\n[Packet] public ref partial struct Path { public PacketList<Point> Points; public byte Last; }\n",
            "namespace Shop;\n/// <summary>A crate.</summary>\n[Packet] public ref partial struct Crate { public byte Count; public PacketList<Nonce> Nonces; public byte Last; }\n",
        ],
        [
            "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { [LengthOf(nameof(Body))] public uint BodyLength; public ReadOnlySpan<byte> Body; public byte Last; }\n/// <summary>A list.</summary>\n[Packet] public ref partial struct Path { [CountOf(nameof(Points))] public uint PointsCount; public PacketList<Point> Points; public byte Last; }\n",
            "namespace Shop;\n/// <summary>A crate.</summary>\n[Packet] public ref partial struct Crate { [CountOf(nameof(Nonces))] public byte Count; public PacketList<Nonce> Nonces; public byte Last; }\n",
        ]);

    [Fact]
    public Task Bytes_without_a_length_move_last_and_what_is_blank_stays() => Fixing.Turns<MoveFieldLastFix>(
        """
        namespace Shop;

        /// <summary>A box.</summary>
        [Packet]
        public ref partial struct Box
        {
            /// <summary>What is in it.</summary>
            public ReadOnlySpan<byte> Body; // long

            /// <summary>Whose it is.</summary>
            public Nonce Owner;

            /// <summary>The end.</summary>
            public byte Last;
        }
        """,
        "Move 'Body' last",
        """
        namespace Shop;

        /// <summary>A box.</summary>
        [Packet]
        public ref partial struct Box
        {
            /// <summary>Whose it is.</summary>
            public Nonce Owner;

            /// <summary>The end.</summary>
            public byte Last;

            /// <summary>What is in it.</summary>
            public ReadOnlySpan<byte> Body; // long
        }
        """);

    [Fact]
    public Task Bytes_move_behind_a_last_field_that_has_its_length() => Fixing.Turns<MoveFieldLastFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public ReadOnlySpan<byte> Body; [LengthOf(nameof(Tail))] public byte TailLength; public ReadOnlySpan<byte> Tail; public static int Three() => 3; }\n",
        "Move 'Body' last",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { [LengthOf(nameof(Tail))] public byte TailLength; public ReadOnlySpan<byte> Tail; public ReadOnlySpan<byte> Body; public static int Three() => 3; }\n");

    [Fact]
    public Task Bytes_do_not_move_where_another_takes_the_rest() => Fixing.OffersNothing<MoveFieldLastFix>(
        "namespace Shop;\n[Packet] public ref partial struct Box { public ReadOnlySpan<byte> Body; public ReadOnlySpan<byte> Tail; }\n");

    [Fact]
    public Task Nothing_moves_across_a_directive() => Fixing.OffersNothing<MoveFieldLastFix>(
        "namespace Shop;\n[Packet]\npublic ref partial struct Box\n{\n    public ReadOnlySpan<byte> Body;\n#region End\n    public byte Last;\n#endregion\n}\n");

    [Fact]
    public Task A_length_moves_before_what_it_measures() => Fixing.Turns<MoveBeforeMeasuredFix>(
        """
        namespace Shop;

        /// <summary>A box.</summary>
        [Packet]
        public ref partial struct Box
        {
            /// <summary>What is in it.</summary>
            public ReadOnlySpan<byte> Body;

            /// <summary>The end.</summary>
            public byte Last;

            /// <summary>Bytes in <see cref="Body"/>.</summary>
            [LengthOf(nameof(Body))]
            public byte Length;
        }
        """,
        "Move 'Length' before 'Body'",
        """
        namespace Shop;

        /// <summary>A box.</summary>
        [Packet]
        public ref partial struct Box
        {
            /// <summary>Bytes in <see cref="Body"/>.</summary>
            [LengthOf(nameof(Body))]
            public byte Length;

            /// <summary>What is in it.</summary>
            public ReadOnlySpan<byte> Body;

            /// <summary>The end.</summary>
            public byte Last;
        }
        """);

    [Fact]
    public Task A_length_that_shares_its_declaration_stays() => Fixing.OffersNothing<MoveBeforeMeasuredFix>(
        "namespace Shop;\n[Packet] public ref partial struct Box { public ReadOnlySpan<byte> Body; [LengthOf(nameof(Body))] public byte Length, Again; }\n");

    [Fact]
    public Task A_packet_that_goes_on_to_the_end_gets_a_length_and_a_sequence_a_count() => Fixing.TurnsAll<AddLengthFix>(
        [
            "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public ReadOnlySpan<byte> Body; }\n/// <summary>A crate.</summary>\n[Packet] public ref partial struct Crate { public Box Box; public byte Last; }\n",
            "namespace Shop;\n/// <summary>A pile.</summary>\n[Packet] public ref partial struct Pile { public PacketSequence<Point> Points; public byte Last; }\n",
        ],
        [
            "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public ReadOnlySpan<byte> Body; }\n/// <summary>A crate.</summary>\n[Packet] public ref partial struct Crate { [LengthOf(nameof(Box))] public uint BoxLength; public Box Box; public byte Last; }\n",
            "namespace Shop;\n/// <summary>A pile.</summary>\n[Packet] public ref partial struct Pile { [CountOf(nameof(Points))] public uint PointsCount; public PacketSequence<Point> Points; public byte Last; }\n",
        ]);

    [Fact]
    public Task What_decides_moves_before_what_it_decides_about() => Fixing.Turns<MoveControlFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\npublic partial struct Box\n{\n    [When(nameof(Kind), 1)] public byte Extra;\n    public byte Kind;\n}\n",
        "Move 'Kind' before 'Extra'",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet]\npublic partial struct Box\n{\n    public byte Kind;\n    [When(nameof(Kind), 1)] public byte Extra;\n}\n");

    [Fact]
    public Task A_field_that_asks_itself_stays() => Fixing.OffersNothing<MoveControlFix>(
        "namespace Shop;\n[Packet] public partial struct Box { [When(nameof(Kind), 1)] public byte Kind; }\n");

    [Fact]
    public Task The_packets_length_moves_before_what_varies() => Fixing.Turns<MoveBeforeVaryingFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public byte Kind; [LengthPrefix(1)] public ReadOnlySpan<byte> Body; [PacketLength] public uint Length; }\n",
        "Move 'Length' before 'Body'",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public byte Kind; [PacketLength] public uint Length; [LengthPrefix(1)] public ReadOnlySpan<byte> Body; }\n");

    [Fact]
    public Task A_synthetic_IV_moves_before_what_varies() => Fixing.Turns<MoveBeforeVaryingFix>(
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public byte Kind; [LengthPrefix(1)] public ReadOnlySpan<byte> Body; [SyntheticIv(\"box\")] public Iv Iv; [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv))] public ReadOnlySpan<byte> Text; }\n",
        "Move 'Iv' before 'Body'",
        "namespace Shop;\n/// <summary>A box.</summary>\n[Packet] public ref partial struct Box { public byte Kind; [SyntheticIv(\"box\")] public Iv Iv; [LengthPrefix(1)] public ReadOnlySpan<byte> Body; [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv))] public ReadOnlySpan<byte> Text; }\n");
}
