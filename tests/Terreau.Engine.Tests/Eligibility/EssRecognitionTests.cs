using System.Collections.Immutable;
using Terreau.Engine.Eligibility;

namespace Terreau.Engine.Tests.Eligibility;

public sealed class EssRecognitionTests
{
    private static readonly EssTables Tables = new(
        "essai",
        new Dictionary<string, EssFamily> { ["9220"] = EssFamily.Association, ["9222"] = EssFamily.Association }.ToImmutableDictionary(),
        ["84.", "94.91Z"],
        ["54", "55", "57"]);

    [Fact]
    public void Of_AssociationOfInsertion_IsYesByItsStatus()
    {
        var answer = EssRecognition.Of(new LegalUnit { LegalCategory = "9222", Activity = "78.20Z" }, Tables);

        Assert.Equal((Truth.True, EssFamily.Association, true), (answer.Answer, answer.Family, answer.CountsInStatistics));
    }

    [Fact]
    public void Of_CompanyFlaggedByTheRegister_IsYes()
    {
        var answer = EssRecognition.Of(new LegalUnit { LegalCategory = "5710", EssFlag = true }, Tables);

        Assert.Equal((Truth.True, EssFamily.Company), (answer.Answer, answer.Family));
    }

    [Fact]
    public void Of_CompanyThatDeclaresItself_IsToConfirm()
        => Assert.Equal(Truth.Unknown,
            EssRecognition.Of(new LegalUnit { LegalCategory = "5710", DeclaresCooperativeOrEsus = true }, Tables).Answer);

    [Fact]
    public void Of_CompanyThatSaysNothing_IsNo()
        => Assert.Equal(Truth.False, EssRecognition.Of(new LegalUnit { LegalCategory = "5710" }, Tables).Answer);

    [Fact]
    public void Of_StatusInTheFieldAndActivityOutOfIt_IsNotCounted()
    {
        var answer = EssRecognition.Of(new LegalUnit { LegalCategory = "9220", Activity = "94.91Z" }, Tables);

        Assert.False(answer.CountsInStatistics);
        Assert.Contains("hors champ", EssRecognition.Words(answer.Ground), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RegisterAgainstStatus_WarnsTheStaff()
        => Assert.NotNull(EssRecognition.Of(new LegalUnit { LegalCategory = "9220", EssFlag = false }, Tables).Warning);

    [Fact]
    public void Of_CeasedUnit_KeepsItsAnswerAndIsNeverCounted()
    {
        var answer = EssRecognition.Of(new LegalUnit { LegalCategory = "9220", IsOnEssFranceList = true, IsCeased = true }, Tables);

        Assert.Equal((Truth.True, false), (answer.Answer, answer.CountsInStatistics));
    }
}
