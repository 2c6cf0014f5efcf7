using KerberosGen.CodeFixes.Tests.Running;

namespace KerberosGen.CodeFixes.Tests.Fixes;

public sealed class FollowSpecFixTests
{
    private const string Spec = """
        Shop: the wire, packet by packet

        Structures
        ==========

        Box: at least 8 bytes
          A box.

          field   type   offset    size  use
          ------  -----  ------  ------  ---
          kind    u8          0       1  Of what <kind>. [1 to 5]
          length  u24         1       3  [length of body]
          extent  u32         4       4
          body    bytes       8  length

        Proof: at least 16 bytes
          A proof.

          field  type             offset        size  use
          -----  ---------------  ------  ----------  ---
          iv     Iv                    0          16  [synthetic: proof]
          text   encrypted bytes      16  to the end  [Session key, iv, PKCS #7]

        Point: 4 bytes
          A place on the plane.

          field  type  offset  size  use
          -----  ----  ------  ----  ---
          x      u16        0     2
          y      u16        2     2

        """;

    private const string Right = """
        namespace Shop;
        /// <summary>A box.</summary>
        [Packet]
        public ref partial struct Box
        {
            /// <summary>Of what &lt;kind&gt;.</summary>
            [Range(1, 5)] public byte Kind;

            [LengthOf(nameof(Body)), Width(3)] public uint Length;

            public uint Extent;

            public ReadOnlySpan<byte> Body;
        }

        /// <summary>A proof.</summary>
        [Packet]
        public ref partial struct Proof
        {
            [SyntheticIv("proof")] public Iv Iv;

            [Encrypted<KeyRole>(KeyRole.Session, Iv = nameof(Iv))]
            public ReadOnlySpan<byte> Text;
        }

        """;

    [Fact]
    public Task A_field_that_the_struct_lacks_is_added_where_the_file_has_it() => Turns(
        "    /// <summary>Of what &lt;kind&gt;.</summary>\n    [Range(1, 5)] public byte Kind;\n\n", "", "Add 'Kind', as packets.spec has it");

    [Fact]
    public Task A_field_that_the_file_lacks_is_removed() => Turns(
        "    public uint Extent;\n", "    public uint Extent;\n\n    public byte More;\n", "Remove 'More', which packets.spec does not have");

    [Fact]
    public Task A_field_of_another_type_is_declared_as_the_file_has_it() => Turns(
        "    public uint Extent;", "    [BigEndian] public ulong Extent;", "Declare 'Extent' as packets.spec has it");

    [Fact]
    public Task A_field_of_other_rules_is_declared_as_the_file_has_it() => Turns(
        "    [Range(1, 5)] public byte Kind;", "    [Range(1, 6)] public byte Kind;", "Declare 'Kind' as packets.spec has it");

    [Fact]
    public Task An_IV_that_the_file_calls_synthetic_gets_its_label() => Turns(
        "    [SyntheticIv(\"proof\")] public Iv Iv;", "    public Iv Iv;", "Declare 'Iv' as packets.spec has it");

    [Fact]
    public Task An_IV_of_another_label_gets_that_of_the_file() => Turns(
        "    [SyntheticIv(\"proof\")] public Iv Iv;", "    [SyntheticIv(\"prof\")] public Iv Iv;", "Declare 'Iv' as packets.spec has it");

    [Fact]
    public Task A_field_that_stands_elsewhere_is_moved() => Turns(
        "    public uint Extent;\n\n    public ReadOnlySpan<byte> Body;\n", "    public ReadOnlySpan<byte> Body;\n\n    public uint Extent;\n", "Move 'Extent' to where packets.spec has it");

    private static Task Turns(string right, string wrong, string title)
    {
        Assert.Contains(right, Right, StringComparison.Ordinal);
        return Fixing.Turns<FollowSpecFix>(Right.Replace(right, wrong, StringComparison.Ordinal), title, Right, Spec);
    }
}
