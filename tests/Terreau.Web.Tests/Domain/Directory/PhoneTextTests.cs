using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Domain.Directory;

public sealed class PhoneTextTests
{
    [Theory]
    [InlineData("0141600000", "01 41 60 00 00", false)]
    [InlineData("+33 (0)1 41.60.00.00", "01 41 60 00 00", false)]
    [InlineData("06-12-34-56-78", "06 12 34 56 78", true)]
    [InlineData("+32 2 555 12 12", "+32 2 555 12 12", false)]
    public void Number_IsWrittenForPeople(string text, string people, bool isMobile)
        => Assert.Equal((people, isMobile), (PhoneText.ForPeople(text), PhoneText.IsMobile(text)));

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("à demander")]
    public void Text_ThatIsNoNumber_GivesNone(string text)
        => Assert.Equal((null, false), (PhoneText.ForPeople(text), PhoneText.IsMobile(text)));
}
