using Terreau.Web.Features.Orientation;

namespace Terreau.Web.Tests.Features.Orientation;

public sealed class TypedTests
{
    [Theory]
    [InlineData("30 000", 3_000_000)]
    [InlineData("30 000 €", 3_000_000)]
    [InlineData("30\u202f000\u00a0€", 3_000_000)]
    [InlineData("30k", 3_000_000)]
    [InlineData("30 K€", 3_000_000)]
    [InlineData("30.000", 3_000_000)]
    [InlineData("12,50 euros", 1_250)]
    [InlineData("1,5 million", 150_000_000)]
    public void TryAmount_AsPeopleType_IsRead(string text, long cents)
    {
        Assert.True(Typed.TryAmount(text, out var read, out _));
        Assert.Equal(cents, read);
    }

    [Theory]
    [InlineData("0"), InlineData("-3"), InlineData("trente mille"), InlineData("30 000 $"), InlineData("1e9"), InlineData("99999999999"),
        InlineData("0,001"), InlineData("٣٠")]
    public void TryAmount_AnythingElse_SaysWhatToWrite(string text)
    {
        Assert.False(Typed.TryAmount(text, out _, out var error));
        Assert.NotEmpty(error);
    }
}
