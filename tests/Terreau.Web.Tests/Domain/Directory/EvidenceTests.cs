using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Seeds;
using Terreau.Web.Tests.Features.Directory;

namespace Terreau.Web.Tests.Domain.Directory;

/// <summary>The source of a field is kept under the name of that field, or nobody ever reads it.</summary>
public sealed class EvidenceTests(DirectorySite shared) : IClassFixture<DirectorySite>
{
    [Fact]
    public void Evidence_UnderANameThatNoFieldHas_IsRefused()
    {
        var sheet = Builders.Organisation("essai", "Essai", "dossier", PartialDate.Parse("2018"));

        Assert.Throws<ArgumentException>(() => sheet.Evidence = [new("essFamily", "dossier", PartialDate.Parse("2018"))]);
        Assert.Empty(sheet.Evidence);
    }

    [Fact]
    public void ProvedFields_OfTheFiles_AreAllFieldsOfASheet()
        => Assert.All(DirectoryMapping.ProvedFields.Values, name => Assert.NotNull(SheetFields.Find(name)));

    [Fact]
    public async Task Evidence_OfEverySeededSheet_NamesAFieldThatItHas()
    {
        var sheets = await shared.Site.WithDbAsync(db => Task.FromResult(db.Organisations.ToList()));

        var proved = sheets.SelectMany(sheet => sheet.Evidence.Select(fact => (Sheet: sheet, Field: SheetFields.Find(fact.Text)))).ToList();

        Assert.NotEmpty(proved);
        Assert.All(proved, one => Assert.NotNull(one.Field));
    }
}
