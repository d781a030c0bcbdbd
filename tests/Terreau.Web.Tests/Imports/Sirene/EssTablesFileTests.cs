using Terreau.Engine.Eligibility;
using Terreau.Web.Domain.Register;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Sirene;

namespace Terreau.Web.Tests.Imports.Sirene;

public sealed class EssTablesFileTests : IDisposable
{
    private static readonly EssTablesFile Tables = EssTablesFile.Read(Clone.Territory);

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("9222", "NAFRev2:78.20Z", "", Truth.True, EssGround.LegalCategory, "ASSOCIATION", true)]
    [InlineData("5710", "NAFRev2:62.01Z", "O", Truth.True, EssGround.RegisterFlag, "SOCIETE_ESS", true)]
    [InlineData("5710", "NAFRev2:62.01Z", "", Truth.False, EssGround.Nothing, null, false)]
    [InlineData("9220", "NAFRev2:94.91Z", "", Truth.True, EssGround.ActivityOutOfField, "ASSOCIATION", false)]
    [InlineData("9220", "NAF2025:94.91Z", "", Truth.True, EssGround.LegalCategory, "ASSOCIATION", true)]
    [InlineData("5458", "NAFRev2:43.21A", "", Truth.True, EssGround.LegalCategory, "COOPERATIVE", true)]
    [InlineData("8210", "NAFRev2:65.12Z", "", Truth.True, EssGround.LegalCategory, "MUTUELLE", true)]
    [InlineData("9300", "NAFRev2:94.99Z", "N", Truth.True, EssGround.LegalCategory, "FONDATION", true)]
    [InlineData("9224", "NAFRev2:69.10Z", "", Truth.Unknown, EssGround.DoubtfulCategory, null, false)]
    [InlineData("9110", "NAFRev2:81.10Z", "", Truth.False, EssGround.Nothing, null, false)]
    [InlineData("1000", "NAFRev2:96.02A", "O", Truth.Unknown, EssGround.NaturalPerson, null, false)]
    public void Recognise_ByTheTrueTables_FollowsTheOrder(
        string category, string activity, string flag, Truth answer, EssGround ground, string? family, bool counts)
    {
        var written = activity.Split(':');

        var found = Tables.Recognise(
            new LegalUnit { LegalCategory = category, EssFlag = flag switch { "O" => true, "N" => false, _ => null } },
            new ActivityCode(written[0], written[1]));

        Assert.Equal((answer, ground, family, counts),
            (found.Answer, found.Ground, EssTablesFile.CodeOf(found.Family), found.CountsInStatistics));
    }

    [Fact]
    public void Recognise_CompanyThatAMemberDeclares_IsToConfirm()
        => Assert.Equal(Truth.Unknown,
            Tables.Recognise(new LegalUnit { LegalCategory = "5710", DeclaresCooperativeOrEsus = true }, null).Answer);

    [Theory]
    [InlineData("\"9210\", \"9220\"", "\"9210\", \"92X0\"", "n’est pas une catégorie")]
    [InlineData("categories: [\"9300\"]", "categories: [\"9300\", \"9220\"]", "deux familles")]
    [InlineData("code: FONDATION", "code: FONDATIONS", "FONDATIONS")]
    [InlineData("version:", "verson:", "version")]
    public void Read_FileWithAFault_NamesIt(string right, string wrong, string named)
    {
        var text = File.ReadAllText(Path.Combine(Clone.Territory, EssTablesFile.Name));
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder.Path, EssTablesFile.Name), text.Replace(right, wrong, StringComparison.Ordinal));

        var refusal = Assert.Throws<StartException>(() => EssTablesFile.Read(folder.Path));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FolderWithoutTables_IsRefused() => Assert.Throws<StartException>(() => EssTablesFile.Read(folder.Path));

    public void Dispose() => folder.Dispose();
}
