using Terreau.Web.Domain;

namespace Terreau.Web.Tests.Domain;

/// <summary>One secret for every link, cookie and key that is given: drawn once, kept as a hash, bound where it must be.</summary>
public sealed class SecretLinkTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private sealed record Link(SecretHash KeyHash, DateTime ExpiresAt, DateTime? UsedAt) : ISecretLink;

    [Fact]
    public void NewKey_DrawnTwice_IsTwoKeysOfOneShape()
    {
        var (first, second) = (SecretHash.NewKey(), SecretHash.NewKey());

        Assert.NotEqual(first, second);
        Assert.True(SecretHash.IsKey(first));
        Assert.False(SecretHash.IsKey(first.ToUpperInvariant()));
        Assert.False(SecretHash.IsKey(first[1..]));
        Assert.False(SecretHash.IsKey(null));
    }

    [Fact]
    public void Of_Abc_IsTheSha256OfTheStandard()
        // FIPS 180-4, the example of one block.
        => Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", SecretHash.Of("abc").ToString());

    [Fact]
    public void Fits_BoundToSomething_OpensThatAlone()
    {
        var key = SecretHash.NewKey();
        var hash = SecretHash.Of(key, "compte-1");

        Assert.True(hash.Fits(key, "compte-1"));
        Assert.False(hash.Fits(key, "compte-2"));
        Assert.False(hash.Fits(key));
        Assert.False(hash.Fits(null, "compte-1"));
        Assert.False(default(SecretHash).Fits(""));
    }

    [Theory]
    [InlineData("clé", 0, false, "Accepted")]
    [InlineData("clé", 59, false, "Accepted")]
    [InlineData("clé", 60, false, "Expired")]
    [InlineData("clé", 0, true, "Used")]
    [InlineData("clé", 60, true, "Used")]
    [InlineData("autre", 0, false, "Wrong")]
    [InlineData(null, 0, false, "Wrong")]
    public void Judge_KeyMinuteAndUse_SaysWhatBecomesOfTheLink(string? key, int minute, bool isUsed, string outcome)
    {
        var link = new Link(SecretHash.Of("clé"), Now.AddMinutes(60), isUsed ? Now : null);

        Assert.Equal(outcome, link.Judge(key, Now.AddMinutes(minute)).ToString());
    }

    [Fact]
    public void Judge_WrongKeyOfAUsedLink_TellsNothingOfIt()
        => Assert.Equal(LinkOutcome.Wrong, new Link(SecretHash.Of("clé"), Now, Now).Judge("autre", Now));
}
