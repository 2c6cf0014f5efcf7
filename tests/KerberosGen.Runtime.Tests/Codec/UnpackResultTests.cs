using KerberosGen.Codec;
using KerberosGen.Runtime.Tests.Declared;

namespace KerberosGen.Runtime.Tests.Codec;

/// <summary>An answer keeps what it was made from, whatever the numbers.</summary>
public sealed class UnpackResultTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void Done_says_how_many_bytes_it_took(int consumed)
    {
        UnpackResult result = UnpackResult.Done(consumed);
        Assert.Equal(UnpackStatus.Done, result.Status);
        Assert.True(result.IsDone);
        Assert.Equal((consumed, 0, 0, 0, InvalidReason.None), (result.Consumed, result.Missing, result.Offset, result.Field, result.Reason));
        Assert.Equal($"Done({consumed})", result.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    public void Need_more_data_says_how_many_bytes_are_missing(int missing)
    {
        UnpackResult result = UnpackResult.NeedMoreData(missing);
        Assert.Equal(UnpackStatus.NeedMoreData, result.Status);
        Assert.False(result.IsDone);
        Assert.Equal((0, missing, 0, 0, InvalidReason.None), (result.Consumed, result.Missing, result.Offset, result.Field, result.Reason));
        Assert.Equal($"NeedMoreData({missing})", result.ToString());
    }

    [Theory]
    [InlineData(InvalidReason.LengthTooLarge, 0, 0)]
    [InlineData(InvalidReason.TrailingBytes, 65_535, int.MaxValue)]
    [InlineData(InvalidReason.PartialEntry, 7, 300)]
    public void Invalid_says_which_field_is_broken_and_where(InvalidReason reason, int field, int offset)
    {
        UnpackResult result = UnpackResult.Invalid(reason, field, offset);
        Assert.Equal(UnpackStatus.Invalid, result.Status);
        Assert.False(result.IsDone);
        Assert.Equal((0, 0, offset, field, reason), (result.Consumed, result.Missing, result.Offset, result.Field, result.Reason));
        Assert.Equal($"Invalid({reason}, field {field}, offset {offset})", result.ToString());
    }

    [Fact]
    public void As_a_whole_payload_what_is_missing_never_comes_and_what_is_left_is_wrong()
    {
        Assert.Equal(UnpackResult.Done(8), UnpackResult.Done(8).AsWhole(8));
        Assert.Equal((InvalidReason.TrailingBytes, 8), Problem(UnpackResult.Done(8).AsWhole(9)));
        Assert.Equal((InvalidReason.Truncated, 5), Problem(UnpackResult.NeedMoreData(3).AsWhole(5)));
        UnpackResult broken = UnpackResult.Invalid(InvalidReason.LengthTooLarge, 1, 2);
        Assert.Equal(broken, broken.AsWhole(5));
    }

    [Fact]
    public void Its_description_names_the_packet_and_the_field()
    {
        Assert.Equal("Mixed: 14 bytes", UnpackResult.Done(14).Describe(Mixed.Layout));
        Assert.Equal("Mixed: 3 more bytes are needed", UnpackResult.NeedMoreData(3).Describe(Mixed.Layout));
        Assert.Equal(
            "Note: a length is too large at field length, offset 0",
            UnpackResult.Invalid(InvalidReason.LengthTooLarge, 0, 0).Describe(Note.Layout));
        Assert.Equal(
            "Note: bytes follow the packet's end at field (end), offset 5",
            UnpackResult.Done(5).AsWhole(6).Describe(Note.Layout));
    }

    [Fact]
    public void Equal_answers_are_equal()
    {
        Assert.True(UnpackResult.Done(1) == UnpackResult.Done(1));
        Assert.True(UnpackResult.Done(1) != UnpackResult.NeedMoreData(1));
        Assert.False(UnpackResult.Done(1).Equals((object)1));
        Assert.Equal(UnpackResult.Done(1).GetHashCode(), UnpackResult.Done(1).GetHashCode());
    }

    private static (InvalidReason, int) Problem(UnpackResult result) => (result.Reason, result.Offset);
}
