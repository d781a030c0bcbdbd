using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Terreau.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Grants : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Grants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    FunderName = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    FunderSiren = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: true),
                    FunderPlain = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    BeneficiaryName = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    BeneficiarySiren = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: true),
                    BeneficiarySiret = table.Column<string>(type: "character varying(14)", maxLength: 14, nullable: true),
                    BeneficiaryPlain = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    AmountCents = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Purpose = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Reference = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    SourceId = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    SourceOn = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Grants", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Grants_BeneficiaryPlain",
                table: "Grants",
                column: "BeneficiaryPlain");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_BeneficiarySiren",
                table: "Grants",
                column: "BeneficiarySiren");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_FunderPlain",
                table: "Grants",
                column: "FunderPlain");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_FunderSiren",
                table: "Grants",
                column: "FunderSiren");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_SourceId_Key",
                table: "Grants",
                columns: new[] { "SourceId", "Key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Grants");
        }
    }
}
