using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Domain.Directory;

public sealed class PhoneTextTests
{
    [Theory]
    [InlineData("0141600000", "01 41 60 00 00", "+33141600000", false)]
    [InlineData("+33 (0)1 41.60.00.00", "01 41 60 00 00", "+33141600000", false)]
    [InlineData("06-12-34-56-78", "06 12 34 56 78", "+33612345678", true)]
    [InlineData("+32 2 555 12 12", "+32 2 555 12 12", "+3225551212", false)]
    public void Number_IsWrittenForPeopleAndForPrograms(string text, string people, string programs, bool isMobile)
        => Assert.Equal((people, programs, isMobile), (PhoneText.ForPeople(text), PhoneText.ForPrograms(text), PhoneText.IsMobile(text)));

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("à demander")]
    public void Text_ThatIsNoNumber_GivesNone(string text)
        => Assert.Equal((null, null, false), (PhoneText.ForPeople(text), PhoneText.ForPrograms(text), PhoneText.IsMobile(text)));
}
